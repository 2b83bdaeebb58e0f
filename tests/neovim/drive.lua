-- Drives Neovim's own client against `zeren lsp`: what a writer sees in a real editor, as lines of `name value` on standard output.
-- Works from 0.7 on; $ZEREN is the program, $ROOT the folder with the plans.

local root, program = vim.env.ROOT, vim.env.ZEREN
local function say(name, value)
  io.stdout:write(name .. " " .. tostring(value):gsub("\n", " / ") .. "\n")
end

vim.cmd("edit " .. vim.fn.fnameescape(root .. "/例/duties.zr"))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = "zeren", cmd = { program, "--lang", "zh", "lsp" }, root_dir = root })
vim.lsp.buf_attach_client(buffer, client)

local function findings(wanted)
  vim.wait(60000, function() return wanted(vim.diagnostic.get(buffer)) end, 20)
  local out = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(out, (d.code or "") .. "@" .. (d.lnum + 1) .. ":" .. d.col)
  end
  return table.concat(out, ",")
end

local function ask(method, more)
  local parameters = vim.lsp.util.make_position_params(0, "utf-16")
  for key, value in pairs(more or {}) do parameters[key] = value end
  local answers = vim.lsp.buf_request_sync(buffer, method, parameters, 60000) or {}
  for _, answer in pairs(answers) do return answer.result end
end

local function go(text)
  vim.fn.cursor(1, 1)
  vim.fn.search("\\V" .. text, "c")
end

say("findings", findings(function(all) return #all > 0 end))

go("公安机关")
local hover = ask("textDocument/hover")
say("hover", hover and (hover.contents.value or hover.contents))
local place = ask("textDocument/definition")
place = place and (place[1] or place)
say("definition", place and (vim.uri_to_fname(place.uri or place.targetUri)):match("[^/]+$"))

go("侵害")
local offered = ask("textDocument/completion")
local names = {}
for _, item in ipairs(offered.items or offered) do table.insert(names, item.label) end
say("completion", table.concat(names, ","))

-- A repair that the client itself carries out.
go("市公安\\$")
local line = vim.fn.line(".") - 1
local range = { start = { line = line, character = 6 }, ["end"] = { line = line, character = 6 } }
local found = {}
for _, d in ipairs(vim.diagnostic.get(buffer, { lnum = line })) do table.insert(found, d.user_data and d.user_data.lsp and vim.tbl_extend("force", { range = { start = { line = d.lnum, character = 6 }, ["end"] = { line = d.lnum, character = 9 } }, message = d.message }, d.user_data.lsp)) end
local actions = ask("textDocument/codeAction", { range = range, context = { diagnostics = found } })
for _, action in ipairs(actions or {}) do
  if action.title:find("市公安局", 1, true) and action.edit then
    vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
    break
  end
end
say("repaired", vim.api.nvim_buf_get_lines(buffer, line, line + 1, true)[1])
say("then", findings(function(all)
  for _, d in ipairs(all) do if d.code == "ZR201" then return false end end
  return true
end))

go("公安局")
local edit = ask("textDocument/rename", { newName = "公安分局" })
vim.lsp.util.apply_workspace_edit(edit, "utf-16")
local unit = nil
for _, other in ipairs(vim.api.nvim_list_bufs()) do
  if vim.api.nvim_buf_get_name(other):match("plan.zr$") then
    for _, text in ipairs(vim.api.nvim_buf_get_lines(other, 0, -1, false)) do
      if text:find("单位", 1, true) and text:find("公安机关", 1, true) then unit = text end
    end
  end
end
say("renamed", unit)

vim.lsp.stop_client(client)
vim.cmd("qall!")
