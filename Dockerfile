# One image: the web at /app/web, the command line tools at /app/tools. Builds on the public package feed.
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# Node and npm build the style sheets and scripts; nothing of them is in the final image.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN dotnet publish src/DaCaseManagement.Web --configuration Release --output /out/web -p:UseAppHost=false \
 && dotnet publish src/DaCaseManagement.Tools --configuration Release --output /out/tools -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /out /app
# The audit anchor is kept here; a named volume takes this owner over.
RUN mkdir /data && chown "$APP_UID" /data
ENV Mode=Production \
    DOTNET_GCgen0size=0x4000000 \
    DataDirectory=/data \
    ASPNETCORE_URLS=http://+:8080 \
    DOTNET_EnableDiagnostics=0
WORKDIR /app/web
USER $APP_UID
EXPOSE 8080
VOLUME /data
# The image has no curl; bash speaks enough HTTP to ask for one status line.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
ENTRYPOINT ["dotnet", "DaCaseManagement.Web.dll"]
