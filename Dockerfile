# A small image that runs offline: the program and its model, no tools to build, a user without rights.
#   docker build -t pressmine .
#   docker run --rm --network none -v "$PWD:/data" -u "$(id -u):$(id -g)" pressmine run communiques --out output
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE constraints.txt ./
COPY src src
COPY schemas schemas
RUN python -m venv /opt/pressmine \
 && /opt/pressmine/bin/pip install --no-cache-dir --constraint constraints.txt . \
 && /opt/pressmine/bin/pip uninstall --yes pip

FROM python:3.13-slim
COPY --from=build /opt/pressmine /opt/pressmine
RUN useradd --create-home --uid 10001 pressmine
ENV PATH=/opt/pressmine/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER pressmine
WORKDIR /data
ENTRYPOINT ["pressmine"]
CMD ["--help"]
