import Actions
import Domain

/// The files of a programme, under which licence they may be used, and what their columns mean.
struct OpenDataSection {
  let programme: Code
  let language: Language

  private var texts: PublicTexts { PublicTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  static func address(of file: PublicFile, _ programme: Code, _ language: Language) -> String {
    switch file {
    case .json: "/api/v1/public/programmes/\(programme)"
    case .workbook, .package: "\(PublicWays.path(programme))/\(file.rawValue)?lang=\(language.rawValue)"
    case .money, .reach: "\(PublicWays.path(programme))/\(file.rawValue)"
    }
  }

  var markup: HTML {
    let links = PublicFile.allCases.map { file -> HTML in
      """
      <li><a href="\(OpenDataSection.address(of: file, programme, language))">\(texts.files[file] ?? file.rawValue)</a></li>

      """
    }
    return """
      <section><h2>\(texts.openData)</h2>
      <p>\(texts.openDataExplained)</p>
      <ul>
      \(links)</ul>
      <h3>\(texts.licence)</h3>
      <p><a rel="license" href="\(OpenDataLicence.address)">\(figures.code("CC BY 4.0"))</a></p>
      <p>\(texts.licenceText)</p>
      <details><summary>\(texts.dictionary)</summary>
      \(PublicFile.tables.map(dictionary))</details></section>
      """
  }

  private func dictionary(_ table: (name: String, columns: [String])) -> HTML {
    let rows = table.columns.map { name -> [HTML] in
      [figures.code(name), "\(texts.columns[name]?.meaning ?? "")"]
    }
    return """
      <h3>\(texts.columns[table.name]?.title ?? table.name)</h3>
      <p>\(texts.columns[table.name]?.meaning ?? "")</p>
      \(Table(headings: [texts.column, texts.meaning], rows: rows).markup)
      """
  }
}

extension PublicFile {
  /// The tables there are, with their columns.
  static let tables: [(name: String, columns: [String])] = [
    (FileTable.moneyName, FileTable.moneyColumns.map(\.name)),
    (FileTable.reachName, FileTable.reachColumns.map(\.name)),
  ]
}
