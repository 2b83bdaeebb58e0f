// Starts `zeren lsp` and lets the editor talk to it.
"use strict";

const { workspace, window, env } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const settings = workspace.getConfiguration("zeren");
  const chosen = settings.get("language");
  const lang = chosen === "editor" ? (env.language.startsWith("zh") ? "zh" : "en") : chosen;
  const server = { command: settings.get("path"), args: ["--lang", lang, "lsp"] };
  client = new LanguageClient("zeren", "责任 zeren", server, {
    documentSelector: [{ language: "zeren" }],
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{zr,yaml}") },
    initializationOptions: { language: lang },
  });
  return client.start().catch((error) => {
    window.showErrorMessage(
      `责任: 启动不了 ${server.command};请安装 zeren,或在设置 zeren.path 里写明它的位置 · cannot start ${server.command}: install zeren, or set zeren.path (${error.message})`,
    );
  });
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
