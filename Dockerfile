# One image for every process of the servers: web, worker, beat, migrations (docker-compose.yml).

FROM python:3.12-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app

# Packages and front-end files by the same scripts and locks as `make run`: every file checked against its hash.
FROM base AS build
COPY requirements.txt requirements-setup.txt package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN python -c "from scripts import packages; packages.ensure('requirements.txt')"
RUN python -c "from scripts import frontend; frontend.ensure()" && rm -rf .python
COPY . .
RUN DATA_DIR=/tmp/build STATIC_ROOT=/app/collected .venv/bin/python manage.py bundle \
    && DATA_DIR=/tmp/build STATIC_ROOT=/app/collected .venv/bin/python manage.py collectstatic --no-input \
    && .venv/bin/python -m compileall -q -x '[.]venv' . \
    && rm -rf /tmp/build

FROM base
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin app \
    && install -d -o app -g app -m 0750 /data
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH HOME=/tmp DATA_DIR=/data STATIC_ROOT=/app/collected PORT=8000
USER app
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["gunicorn", "config.wsgi", "--worker-class", "gthread", "--threads", "8"]
