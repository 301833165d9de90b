FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install --yes --no-install-recommends libpq-dev pkg-config \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --product tadamun --static-swift-stdlib

FROM debian:12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends libpq5 libstdc++6 ca-certificates tzdata curl \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --no-create-home tadamun
COPY --from=build /src/.build/release/tadamun /opt/tadamun/bin/tadamun
COPY config /opt/tadamun/config
COPY sql /opt/tadamun/sql
ENV TADAMUN_HOME=/opt/tadamun
USER tadamun
ENTRYPOINT ["/opt/tadamun/bin/tadamun"]
CMD ["serve"]
