"""Pages of no room, for tests of the shell: a menu, a form, and acts that htmx sends."""

import datetime

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as ours
from core.guards import allowed, anyone, reads, writes
from core.rules import RuleError

SHELL = {
    "bloc": "Các cơ quan Đảng Trung ương",
    "season": "Năm 2023",
    "contexts": [
        {"label": "Các cơ quan Đảng Trung ương", "sub": "Năm 2023", "url": "/2023/", "current": True},
        {"label": "Các cơ quan Đảng Trung ương", "sub": "Năm 2024", "url": "/2024/"},
    ],
    "menu": [
        {
            "heading": "Đơn vị tôi",
            "items": [
                {"title": "Bàn làm việc", "icon": "desk", "url": "/", "current": "page", "count": 4},
                {"title": "Bảng tiêu chí", "icon": "sheet", "url": "/tieu-chi/", "count": 0},
            ],
        }
    ],
    "me": {"name": "Nguyễn Thu Hà", "role": "Ban Đối ngoại Trung ương"},
    "demo": {"today": datetime.date(2023, 12, 6)},
}

PAGE = """{% extends "base.html" %}
{% block title %}Khung{% endblock %}
{% block heading %}Khung trang{% endblock %}
{% block content %}
<p id="ket-qua">cũ</p>
<button class="btn btn-secondary" hx-post="/viec/" hx-target="#ket-qua">Làm được</button>
<button class="btn btn-secondary" hx-post="/tu-choi/" hx-target="#ket-qua">Bị từ chối</button>
<button class="btn btn-secondary" hx-post="/hong/" hx-target="#ket-qua">Bị hỏng</button>
{% endblock %}"""


@reads
@allowed(anyone)
def page(request):
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"shell": SHELL}, request))


@writes
@allowed(anyone)
def act(request):
    return HttpResponse("mới")


@writes
@allowed(anyone)
def refused(request):
    raise RuleError("Năm 2023 đã khép lại; chỉ còn xem được.")


@writes
@allowed(anyone)
def broken(request):
    raise ZeroDivisionError


urlpatterns = [
    *ours,
    path("khung/", page),
    path("viec/", act),
    path("tu-choi/", refused),
    path("hong/", broken),
]
