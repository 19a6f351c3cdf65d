# dealwire in a container. The ledger and the catalogue that you change live in /data: mount a volume there.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY src src
COPY adapters adapters
COPY scripts scripts
COPY data data
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production TZ=UTC DATABASE_URL=sqlite:/data/dealwire.db HTTP_PORT=8080 HTTP_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/data data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# Alive, not ready: a platform that is down is no reason to start the bot again.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.HTTP_PORT+'/healthz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node itself gets the signal; the bot stops within the ten seconds that Docker waits.
CMD ["node", "dist/src/main.js", "start"]
