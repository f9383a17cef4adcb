# syntax=docker/dockerfile:1
# One image for every process; which one it is, its arguments say (tools/image/commands.ts, and the chart):
#   server.js · lib/{provisioner,conformance,notifier}/runtime/main.ts · tools/database/migrate-cli.ts
ARG BUILD=docker.io/library/node:24-trixie-slim
ARG RUNTIME=gcr.io/distroless/nodejs24-debian13:nonroot

FROM ${BUILD} AS build
WORKDIR /source
COPY package.json package-lock.json ./
# No package needs its install script here: Node is that of the image, and nothing is started.
RUN --mount=type=cache,target=/cache npm ci --cache=/cache --ignore-scripts --no-audit --no-fund
COPY . .
RUN NEXT_TELEMETRY_DISABLED=1 node tools/image/main.ts /image

# No shell, no package manager: Node, and what `npm run image:tree` laid out. Its files belong to root and nobody writes them.
FROM ${RUNTIME}
LABEL org.opencontainers.image.title="Bailiwick" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build --chown=0:0 /image /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
USER 65532:65532
EXPOSE 3000 9464 9465 9466
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["server.js"]
