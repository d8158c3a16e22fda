# The image of every process of Dekkend: web, worker, beat, migrations, backup. docker-compose.yml says how they run.
# Pin both FROM lines to a digest for a build that can be repeated.
FROM python:3.11-slim-trixie AS pakketten
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-deps --only-binary :all: --require-hashes -r requirements.lock

FROM python:3.11-slim-trixie
# Pango and HarfBuzz make letters; pg_dump and pg_restore must be no older than the server.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin dekkend \
    && install -d -o dekkend -g dekkend -m 0700 /bestanden /backups
COPY --from=pakketten /opt/venv /opt/venv
WORKDIR /dekkend
COPY . .
# The file system is read-only when it runs: byte code and static files are made here, the rest goes to /tmp.
ENV PATH=/opt/venv/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 \
    DEKKEND_OMGEVING=productie DEKKEND_STATIC=/dekkend/staticfiles DEKKEND_BESTANDEN=/bestanden
RUN python -m compileall -q . /opt/venv/lib \
    && SECRET_KEY=only-while-building python manage.py collectstatic --noinput
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 CMD ["python", "scripts/gezond", "web"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "swv.wsgi"]
