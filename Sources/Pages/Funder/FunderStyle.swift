extension StaticFile {
  /// What the funder's tables need beside ``stylesheet``.
  static let funderStyle = StaticFile(
    "funder", extension: "css", mediaType: "text/css; charset=utf-8",
    text: """
      .filter p { max-inline-size: 100%; min-inline-size: 0; }
      .scores thead th { vertical-align: baseline; }
      .scores thead a { display: inline-block; color: inherit; padding-block: .4rem; }
      .scores [aria-sort] a { font-weight: 600; color: var(--ink); }
      .trend { white-space: nowrap; }
      .rose { color: var(--accent); }
      .fell { color: var(--loss); }
      .choose { display: inline-flex; min-inline-size: 1.5rem; min-block-size: 1.5rem; margin-block-start: .25rem; }
      .choose input { inline-size: 1.25rem; block-size: 1.25rem; accent-color: var(--accent); }
      .compare { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-block: 1rem; }
      .compare p { margin: 0; }
      .side .bar { display: block; max-inline-size: 10rem; }
      .whole { white-space: nowrap; }
      .weights { display: grid; align-items: end; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .75rem 1.5rem; }
      .weights label { display: block; color: var(--soft); font-size: .9rem; }
      .weights input { font: inherit; inline-size: 100%; min-block-size: 2.75rem; padding: .25rem .75rem; color: inherit;
        background: #fff; border: 1px solid var(--soft); border-radius: .25rem; }
      .weights input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      .inline input { inline-size: 14rem; max-inline-size: 100%; }
      .stack td { min-inline-size: 0; }
      .failed { color: var(--loss); }
      .error { display: block; max-inline-size: 40rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem; }
      .card select { inline-size: 100%; }
      .roles { list-style: none; margin: 0; padding: 0; }
      .roles li { padding-block: .25rem; }
      @media (min-width: 40.01rem) {
        .side th:first-child { inline-size: 22%; }
      }
      @media (max-width: 40rem) {
        .scores thead { position: static; clip-path: none; inline-size: auto; block-size: auto; display: block; }
        .scores thead tr { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline;
          padding-block: 0 .5rem; }
        .stack time bdi { white-space: normal; }
        .scores tbody tr { grid-template-columns: 2.5rem 1fr auto; }
        .scores .share { grid-column: 2; grid-row: 2; }
        .scores .trend { grid-column: 3; grid-row: 2; }
      }
      @media print {
        .choose, .home, footer { display: none; }
      }

      """)
}
