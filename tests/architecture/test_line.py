"""core -> documents -> members -> blocs -> ... -> desk: an app never uses what stands to its right."""

from django.conf import settings
from django.db.models import ForeignObjectRel

from tests.architecture import source

LINE = settings.LINE


def place(app):
    return LINE.index(app)


def app_of(dotted):
    first = dotted.split(".")[0]
    return first if first in LINE else None


def test_installed_apps_stand_in_the_order_of_the_line():
    assert [app for app in settings.INSTALLED_APPS if app in LINE] == LINE


def test_no_app_imports_from_its_right():
    wrong = [
        f"{path}:{line} imports {name}"
        for path, tree in source.modules(*LINE)
        for name, line, _ in source.imports(tree)
        if (target := app_of(name)) and place(target) > place(path.parts[0])
    ]
    assert wrong == []


def test_no_app_imports_the_wiring():
    wrong = [
        f"{path}:{line}"
        for path, tree in source.modules(*LINE)
        for name, line, _ in source.imports(tree)
        if name.split(".")[0] == "config"
    ]
    assert wrong == []


def test_nothing_is_imported_inside_a_function_but_weasyprint():
    wrong = [
        f"{path}:{line} imports {name}"
        for path, tree in source.modules()
        for name, line, inside in source.imports(tree)
        if inside and not (path.as_posix() == "documents/pdf.py" and name.startswith("weasyprint"))
    ]
    assert wrong == []


def test_weasyprint_has_one_door():
    doors = {
        path.as_posix()
        for path, tree in source.modules()
        for name, _, _ in source.imports(tree)
        if name.split(".")[0] == "weasyprint"
    }
    assert doors == {"documents/pdf.py"}


def test_no_string_names_a_model_to_the_right():
    """`"desk.Thing"` in a foreign key would be an import in disguise."""
    wrong = []
    for path, tree in source.modules(*LINE):
        own = place(path.parts[0])
        for app in LINE[own + 1 :]:
            text = source.ROOT.joinpath(path).read_text()
            wrong += [f"{path} names {app}" for quote in "\"'" if f"{quote}{app}." in text and tree]
    assert wrong == []


def test_templates_link_only_to_the_left():
    spaces = {app: place(app) for app in LINE}
    wrong = []
    for name, text in source.screens():
        own = spaces.get(name.split("/")[0], place("desk"))  # shells and partials belong to the front door
        for url in source.urls_named_in(text):
            target = url.split(":")[0]
            if ":" in url and spaces.get(target, -1) > own:
                wrong.append(f"{name} links to {url}")
    assert wrong == []


def test_no_code_reads_a_relation_that_comes_from_the_right(apps_models):
    """A reverse relation is a look to the right: `agency.memberships` belongs to blocs, not to members."""
    wrong = []
    for model in apps_models:
        own = model._meta.app_label
        incoming = [field for field in model._meta.get_fields() if isinstance(field, ForeignObjectRel)]
        names = {
            relation.get_accessor_name()
            for relation in incoming
            if (app := relation.related_model._meta.app_label) in LINE and place(app) > place(own)
        }
        for path, _ in source.modules(own):
            text = source.ROOT.joinpath(path).read_text()
            wrong += [f"{path} uses .{name}" for name in names if f".{name}." in text or f".{name})" in text]
    assert wrong == []


def test_no_signal_carries_business():
    wrong = [
        f"{path}:{line}"
        for path, tree in source.modules(*LINE)
        for name, line, _ in source.imports(tree)
        if name.startswith("django.dispatch") or name.startswith("django.db.models.signals")
    ]
    assert wrong == []
