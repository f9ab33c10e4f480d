# The work is done by the modules in scripts/; variables given after `make` reach them as environment.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help run test coverage lint bench proof measure lock

help:
	@echo "make run              chạy phần mềm: lần đầu tự cài mọi thứ; Ctrl-C để dừng"
	@echo "                      PORT=8000  HOST=127.0.0.1 (0.0.0.0: cả mạng nội bộ)  DATA_DIR=var"
	@echo "                      PUBLIC_URL=https://… (địa chỉ in trong mã QR)  DEMO=0 (không nạp dữ liệu mẫu),"
	@echo "                      DEMO=scoring (dữ liệu mẫu đang ở bước đó: planning, pledging, running, midyear, …)"
	@echo "make test             chạy toàn bộ kiểm thử trên PostgreSQL và Redis thật, tự bật tự tắt"
	@echo "                      ARGS=\"…\" là lời gửi pytest, ví dụ ARGS=\"tests/core -k history\""
	@echo "make coverage         chạy kiểm thử và đo phần mã luật nghiệp vụ được kiểm thử (ít nhất 95%)"
	@echo "make lint             kiểm tra cách viết mã, mẫu trang, migration"
	@echo "make bench            đo tốc độ; ONLY=tên để đo một mục"
	@echo "make proof            chạy các phép chứng minh dài ở dạng đầy đủ; NAME=tên để chọn (như pytest -k)"
	@echo "make measure          in các số đo của mã nguồn"
	@echo "make lock             lập lại các bản khóa requirements*.txt và package-lock.json"

run: python
	@$(PYTHON) -m scripts.run

test coverage lint bench proof: python
	@$(PYTHON) -m scripts.develop $@

measure lock: python
	@$(PYTHON) -m scripts.$@

.PHONY: python
python:
	@command -v $(PYTHON) > /dev/null || { echo "Máy chưa có $(PYTHON). Hãy cài rồi chạy lại: sudo apt-get install -y python3 python3-venv"; exit 1; }
