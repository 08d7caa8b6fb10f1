import { html, type Html, join } from '#server/pages/index.ts'

/** A table that becomes a stack of labelled rows where there is no room: each cell says its column's name. */
export function renderTable(head: readonly string[], rows: readonly (readonly Html[])[]): Html {
  const cells = (row: readonly Html[]) =>
    join(row.map((cell, index) => html`<td data-label="${head[index] ?? ''}">${cell}</td>`))
  return html`<table>
<thead><tr>${join(head.map((name) => html`<th scope="col">${name}</th>`))}</tr></thead>
<tbody>
${join(rows.map((row) => html`<tr>${cells(row)}</tr>`))}
</tbody>
</table>`
}

/** Names with what they stand for; what is undefined is left out. */
export function renderFactList(facts: readonly (readonly [string, Html | undefined])[]): Html {
  const items = facts.flatMap(([name, fact]) =>
    fact === undefined ? [] : [html`<div><dt>${name}</dt><dd>${fact}</dd></div>`],
  )
  return html`<dl>${join(items)}</dl>`
}
