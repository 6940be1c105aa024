import { type Endpoint, urgencyOf } from '@muster/core/platform/endpoint.ts'
import type { Powers } from '@muster/core/platform/role.ts'

/** A readable page of the whole interface, without any script: `/api`. */
export function apiPage(endpoints: readonly Endpoint[], powers: Powers): string {
  const slices = Map.groupBy(endpoints, endpoint => endpoint.name.split('.')[0] ?? '')
  const nav = [...slices.keys()].map(name => `<a href="#${name}">${name}</a>`).join(' · ')
  const sections = [...slices]
    .map(([name, list]) => `<h2 id="${name}">${name}</h2>${list.map(one => entry(one, powers)).join('')}`)
    .join('')
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Muster · 集结 API</title>
<link rel="stylesheet" href="/api/style.css"><main><h1>Muster · 集结 API</h1>
<p>机器可读：<a href="/openapi.json">openapi.json</a>（OpenAPI 3.1）。写操作须带请求头 <code>x-muster: 1</code>；可重试的 POST 可带 <code>idempotency-key</code>。</p>
<p>Machine-readable: <a href="/openapi.json">openapi.json</a>. Writes carry the header <code>x-muster: 1</code>; a POST may carry an <code>idempotency-key</code>.</p>
<nav>${nav}</nav>${sections}</main></html>`
}

function entry(endpoint: Endpoint, powers: Powers): string {
  const roles = powers[endpoint.may]?.join(', ') ?? endpoint.may
  const reach = typeof endpoint.reach === 'string' ? endpoint.reach : `${endpoint.reach.kind} (${endpoint.reach.field})`
  const problems = (endpoint.problems ?? []).map(slug => `<code>${slug}</code>`).join(' ')
  return `<article><h3><code>${endpoint.method.toUpperCase()} /api${endpoint.path}</code></h3>
<p>${endpoint.words.zh} · ${endpoint.words.en} <small>${endpoint.name}</small></p>
<dl><dt>may</dt><dd>${endpoint.may} (${roles})</dd><dt>reach</dt><dd>${reach}</dd><dt>urgency</dt><dd>${urgencyOf(endpoint)}</dd>${problems && `<dt>problems</dt><dd>${problems}</dd>`}</dl></article>`
}

export const apiStyle = `:root{color-scheme:light dark}body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:0}
main{max-width:60rem;margin:0 auto;padding:1.5rem}article{border-top:1px solid #8885;padding:.5rem 0}h3{margin:.25rem 0;font-size:1rem}
p{margin:.25rem 0}small{opacity:.7}dl{display:grid;grid-template-columns:6rem 1fr;margin:.25rem 0}dt{opacity:.7}dd{margin:0}nav{margin:1rem 0}`
