# The program alone, on a small system with the certificates that `--fetch` needs.
FROM rust:1-slim-trixie AS build
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo install --locked --path . --root /out

FROM debian:trixie-slim
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home veracite
COPY --from=build /out/bin/veracite /usr/local/bin/veracite
USER veracite
WORKDIR /work
CMD ["veracite", "--help"]
