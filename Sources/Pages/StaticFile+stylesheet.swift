extension StaticFile {
  /// The one style sheet of the pages.
  ///
  /// Only logical properties: the same rules serve Arabic, which runs from right to left, and French and English.
  static let stylesheet = StaticFile(
    "style", extension: "css", mediaType: "text/css; charset=utf-8",
    text: """
      @font-face { font-family: "Tadamun Arabic"; src: url("\(arabicFont.path)") format("woff2"); font-display: swap; }
      :root { --ink: #1c2321; --soft: #55605c; --line: #d9ded9; --paper: #fdfcf9; --accent: #1f6f5c;
        --track: #e6ebe6; --loss: #a8442a; --open: #7a4b00; }
      * { box-sizing: border-box; }
      html { font: 100%/1.6 system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif;
        color: var(--ink); background: var(--paper); }
      html[lang="ar"] { line-height: 1.8; font-family: "Tadamun Arabic", "Noto Sans Arabic", system-ui, sans-serif; }
      body { margin: 0 auto; max-inline-size: 64rem; padding: 1rem; }
      a { color: var(--accent); text-underline-offset: .2em; }
      a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      h1 { font-size: 1.6rem; line-height: 1.35; margin-block: .5rem 1rem; overflow-wrap: anywhere; }
      h2 { font-size: 1.2rem; margin-block: 2rem .5rem; }
      .hidden, .skip:not(:focus) { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden;
        clip-path: inset(50%); white-space: nowrap; }
      .top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .25rem 1.5rem;
        border-block-end: 1px solid var(--line); padding-block-end: .5rem; margin-block-end: 1.5rem; }
      .top p, .top ul { margin: 0; padding: 0; }
      .top ul { display: flex; gap: 1rem; list-style: none; }
      .top [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
      .leave button { min-block-size: 2rem; padding: 0 .6rem; background: none; color: var(--accent); }
      .service a { font-weight: 700; text-decoration: none; }
      .service span, .note, .kind, .bounds, dt { color: var(--soft); font-size: .9rem; }
      bdi[dir="ltr"] { white-space: nowrap; font-variant-numeric: tabular-nums; }
      bdi.code { white-space: normal; overflow-wrap: anywhere; }
      .card { max-inline-size: 26rem; }
      .card label, .card small { display: block; }
      .card input, button { font: inherit; min-block-size: 2.75rem; padding: .25rem .75rem; border-radius: .25rem; }
      .card input { inline-size: 100%; border: 1px solid var(--soft); background: #fff; color: inherit; }
      button { border: 1px solid var(--accent); background: var(--accent); color: #fff; cursor: pointer; }
      .item { margin: 0; }
      .item + .item { margin-block-start: .5rem; }
      .check { display: flex; gap: .5rem; align-items: center; }
      .card .check input, .inputs .check input { flex: none; inline-size: 1.5rem; block-size: 1.5rem; min-block-size: 0; }
      .card input:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      .problem { border-inline-start: .3rem solid var(--loss); padding: .5rem 1rem; }
      .problem:focus { outline: 2px solid var(--loss); }
      .problem ul { padding-inline-start: 1.25rem; }
      .problem h2 { margin-block: 0; }
      .card { margin-block-end: 1.5rem; }
      .inline { display: flex; flex-wrap: wrap; gap: .5rem; }
      .inline input { font: inherit; min-block-size: 2.75rem; max-inline-size: 14rem; }
      button.quiet { background: none; color: var(--loss); border-color: var(--loss); }
      details { margin-block-end: 1rem; }
      summary { cursor: pointer; color: var(--accent); padding-block: .6rem; }
      .ways ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; margin-block: 0 1rem; }
      .ways a { display: inline-block; padding-block: .4rem; }
      .ways [aria-current] { color: inherit; font-weight: 600; text-decoration: none;
        border-block-end: .2rem solid var(--accent); }
      .method { max-inline-size: 52rem; }
      .method bdi.code, .method p { overflow-wrap: break-word; }
      .method td, .method th { padding-inline: .4rem; }
      .short h3 { font-size: 1rem; margin-block: 1rem .25rem; }
      .short ol, .short ul { margin-block: 0; padding-inline-start: 1.5rem; }
      .grade { border: 1px solid var(--soft); border-radius: .25rem; padding-inline: .35rem; font-size: .85rem; }
      fieldset { border: 1px solid var(--line); border-radius: .25rem; margin: 0 0 1rem; padding: .25rem 1rem 1rem;
        min-inline-size: 0; }
      legend { font-weight: 600; padding-inline: .25rem; }
      .cells { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: .5rem 2rem; }
      .cell { padding-block: .5rem; }
      .cell p { margin-block: 0 .25rem; }
      fieldset.cell { border: 1px solid var(--line); }
      .inputs { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; }
      .inputs p { max-inline-size: 100%; }
      .inputs label { display: block; color: var(--soft); font-size: .9rem; }
      .inputs input { font: inherit; min-block-size: 2.75rem; inline-size: 10rem; max-inline-size: 100%; padding: .25rem .75rem;
        border: 1px solid var(--soft); border-radius: .25rem; background: #fff; color: inherit; }
      .cells .inputs input { inline-size: 7.5rem; }
      .cells .inputs input[dir="auto"], .inputs input[dir="auto"] { inline-size: 18rem; }
      .inputs input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      .inputs [aria-invalid] { border: 2px solid var(--loss); }
      .wrong { color: var(--loss); }
      .cell details { margin: 0; }
      .cell summary { font-size: .9rem; padding-block: .4rem; }
      .buttons { display: flex; flex-wrap: wrap; gap: 1rem; }
      button.plain { background: none; color: var(--accent); }
      .do { font-weight: 600; }
      .filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin-block-end: 1rem; }
      .filter p { margin: 0; max-inline-size: 100%; }
      .filter label { display: block; color: var(--soft); font-size: .9rem; }
      select { font: inherit; min-block-size: 2.75rem; max-inline-size: 100%; padding: .25rem .5rem; color: inherit;
        background: #fff; border: 1px solid var(--soft); border-radius: .25rem; }
      select:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      .map { inline-size: 100%; max-inline-size: 30rem; max-block-size: 30rem; }
      .map path { stroke: #fff; stroke-width: 1; fill: var(--track); }
      .map a:focus-visible path { stroke: var(--ink); stroke-width: 4; }
      .map .empty { fill: none; stroke: var(--soft); stroke-dasharray: 3 3; }
      .map .step0 { fill: #cfe3dc; } .map .step1 { fill: #9cc7b9; } .map .step2 { fill: #64a48f; }
      .map .step3 { fill: #357f69; } .map .step4 { fill: #145343; }
      .programmes { list-style: none; padding: 0; }
      .programmes li { padding-block: .75rem; border-block-end: 1px solid var(--line); }
      .programmes .note { display: block; }
      .facts { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin-block: 0 1.5rem; }
      .facts dd { margin: 0; }
      .facts .main .figure { font-size: 2rem; line-height: 1.2; }
      table { border-collapse: collapse; inline-size: 100%; }
      th, td { text-align: start; vertical-align: top; padding: .5rem .75rem; border-block-end: 1px solid var(--line); }
      thead th { color: var(--soft); font-size: .9rem; font-weight: 400; vertical-align: bottom; }
      tbody th { font-weight: 400; }
      th:first-child, td:first-child { padding-inline-start: 0; }
      .scores .who { inline-size: 55%; }
      .who a { display: block; font-weight: 600; overflow-wrap: anywhere; }
      .kind::after { content: " · "; }
      .bars .kind::after, p.kind::after { content: none; }
      p.kind, .back { margin-block: 0 .5rem; }
      .status { font-size: .9rem; color: var(--accent); }
      .status.open { color: var(--open); }
      .bounds { display: block; white-space: nowrap; }
      .coverage svg { display: block; }
      .coverage { min-inline-size: 6rem; }
      .bar { inline-size: 100%; block-size: .5rem; }
      .coverage .bar { max-inline-size: 8rem; margin-block-start: .5rem; }
      [dir="rtl"] .bar { transform: scaleX(-1); }
      .track { fill: var(--track); }
      .fill { fill: var(--accent); }
      .loss { fill: var(--loss); }
      .zero, .whisker { fill: var(--ink); }
      .bars { list-style: none; padding: 0; max-inline-size: 44rem; }
      .bars li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; margin-block-end: .6rem; }
      .bars .bar { grid-column: 1 / -1; block-size: .6rem; }
      .sheet .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0 2rem; }
      .sheet .columns ul, .sheet .columns ol { margin-block: 0; padding-inline-start: 1.5rem; }
      .turning { display: flex; gap: 2rem; margin-block: 1rem; }
      @media (max-width: 40rem) {
        table thead { position: absolute; clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; }
        table, tbody { display: block; }
        tr { display: grid; gap: 0 .5rem; padding-block: .75rem; border-block-end: 1px solid var(--line); }
        th, td { border: 0; padding: 0; }
        .scores tr { grid-template-columns: 2.5rem 1fr auto; }
        .scores .who { inline-size: auto; }
        .scores .share { grid-column: 2 / -1; }
        .stack tr { grid-template-columns: 1fr 1fr; gap: .4rem 1rem; }
        .stack th { grid-column: 1 / -1; font-weight: 600; }
        .stack td::before { content: attr(data-heading); display: block; color: var(--soft); font-size: .9rem; }
        .scores .coverage { display: flex; align-items: center; gap: .75rem; }
        .scores .coverage .bar { margin: 0; max-inline-size: none; }
      }
      @media print {
        html { background: none; font-size: 80%; }
        body { max-inline-size: none; padding: 0; }
        nav, .skip, .filter, form { display: none; }
        a { color: inherit; text-decoration: none; }
        tr, .bars li { break-inside: avoid; }
        .sheet { font-size: 90%; line-height: 1.45; }
        .sheet h1 { margin-block: 0 .25rem; }
        .sheet h2 { margin-block: .75rem .25rem; }
        .sheet p { margin-block: .25rem; }
        .sheet .facts { margin-block-end: .5rem; }
        .sheet .columns { grid-template-columns: 1fr 1fr; }
        .sheet .bars { max-inline-size: none; columns: 2; margin-block: .25rem; }
        .sheet .bars li { margin-block-end: .3rem; }
        .sheet th, .sheet td { padding-block: .2rem; }
        .sheet .back { display: none; }
        thead { display: table-header-group; }
        svg rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      }

      """)
}
