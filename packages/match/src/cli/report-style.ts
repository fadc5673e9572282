/** The style sheet of the report: light and dark by the reader's setting, nothing from elsewhere. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dce2, #3a4048); --soft: light-dark(#f4f6f8, #1d2127); --mark: #2f7fd1; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 24px; max-width: 1040px;
  background: light-dark(#fff, #14171b); color: light-dark(#1c2127, #e6e9ed); }
h1 { font-size: 26px; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 19px; margin: 40px 0 8px; } h3 { font-size: 15px; margin: 20px 0 4px; }
.lead { opacity: .75; margin: 4px 0 20px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 10px; }
.tile { background: var(--soft); border-radius: 8px; padding: 10px 14px; } .tile b { display: block; font-size: 21px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; } th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; } .scroll { overflow-x: auto; }
details { border: 1px solid var(--line); border-radius: 8px; padding: 8px 14px; margin: 8px 0; } summary { cursor: pointer; overflow-wrap: anywhere; }
.tag { background: var(--soft); border-radius: 4px; padding: 1px 7px; font-size: 12px; margin-left: 6px; }
.differs td { background: light-dark(#fff6e5, #332a18); } .warning { border-left: 4px solid #d08a1d; padding-left: 12px; margin: 6px 0; }
svg { max-width: 100%; height: auto; display: block; margin: 10px 0; }
`;
