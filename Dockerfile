# syntax=docker/dockerfile:1
# Sitrep in a container: docker build -t sitrep . ; see docs/deploy.md. Wheels only, so no compiler is needed on
# amd64 and arm64; the very files whose hashes requirements.txt lists.

FROM python:3.13-slim AS build
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/sitrep
COPY requirements.txt .
RUN /opt/sitrep/bin/pip install --require-hashes --no-deps --only-binary=:all: -r requirements.txt
COPY pyproject.toml README.md LICENSE config.example.toml ./
COPY bot bot
COPY handlers handlers
COPY storage storage
RUN /opt/sitrep/bin/pip install --no-deps --no-build-isolation . \
    && /opt/sitrep/bin/pip uninstall -y hatchling editables pip \
    && find /opt/sitrep -name "*.pyi" -delete

FROM python:3.13-slim
RUN groupadd --system --gid 10001 sitrep \
    && useradd --system --uid 10001 --gid sitrep --home-dir /data --no-create-home sitrep \
    && install -d -o sitrep -g sitrep -m 0700 /data
COPY --from=build /opt/sitrep /opt/sitrep
ENV PATH=/opt/sitrep/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
# The process of this container; `sitrep health` without --here asks for the whole service.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["sitrep", "health", "--here", "--config", "/etc/sitrep/config.toml"]
ENTRYPOINT ["sitrep"]
CMD ["run", "--config", "/etc/sitrep/config.toml"]
