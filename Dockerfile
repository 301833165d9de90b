FROM swift:6.3-bookworm AS build
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends libpq-dev libxlsxwriter-dev libxml2-dev libzip-dev pkg-config \
  zlib1g-dev \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN swift build -c release --product tadamun --static-swift-stdlib

FROM debian:12-slim
# libxml2 is what Foundation's XML parser loads, libxlsxwriter writes workbooks, libzip opens them; curl asks the service
# whether it is healthy, and sends mail.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates curl libpq5 libstdc++6 libxlsxwriter4 libxml2 \
  libzip4 tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tadamun
COPY --from=build /src/.build/release/tadamun /usr/local/bin/tadamun
COPY config /opt/tadamun/config
COPY sql /opt/tadamun/sql
ENV TADAMUN_HOME=/opt/tadamun
USER 10001
ENTRYPOINT ["tadamun"]
CMD ["serve"]
