import { describe, expect, it } from 'vitest';
import { csvRow } from './csv-text.js';
import { html, trustHtml } from './html.js';

describe('the html template', () => {
  it('escapes values and keeps what is HTML itself', () => {
    const item = html`<li>${'a<b>"\'&'}</li>`;
    expect(html`<ul>${[item, item]}</ul>${trustHtml('<br>')}${undefined}${3}`.html).toBe(
      '<ul><li>a&lt;b&gt;&quot;&#39;&amp;</li><li>a&lt;b&gt;&quot;&#39;&amp;</li></ul><br>3',
    );
  });
});

describe('a row of CSV', () => {
  it('quotes what needs it', () => {
    expect(csvRow(['a', 'b,c', 'd"e', 'f\ng', ' h', 1])).toBe('a,"b,c","d""e","f\ng"," h",1\n');
  });
});
