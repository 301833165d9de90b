import Actions
import Domain
import Serving

extension JSON {
  /// A description of the CSV files by which programs find and read them: a Data Package (Frictionless Data, 1.0).
  static func dataPackage(_ sheet: PublicProgramme, in language: Language) -> JSON {
    let texts = PublicTexts.of(language)
    let code = sheet.programme.code.text.lowercased().replacing(":", with: "-")
    return [
      "profile": "tabular-data-package", "name": .text(code),
      "title": .text(sheet.programme.names.preferred(language)), "created": .moment(sheet.run.finishedAt),
      "licenses": [
        [
          "name": .text(OpenDataLicence.code), "path": .text(OpenDataLicence.address),
          "title": .text(texts.licenceText),
        ]
      ],
      "contributors": [["title": .text(sheet.funder.preferred(language)), "role": "publisher"]],
      "resources": [
        resource(FileTable.moneyName, FileTable.moneyColumns, .money, texts),
        resource(FileTable.reachName, FileTable.reachColumns, .reach, texts),
      ],
    ]
  }

  private static func resource(
    _ name: String, _ columns: [FileTable.Column], _ file: PublicFile, _ texts: PublicTexts
  ) -> JSON {
    let fields = columns.map { column -> JSON in
      [
        "name": .text(column.name), "type": .text(column.kind.rawValue),
        "title": .text(texts.columns[column.name]?.title ?? column.name),
        "description": .text(texts.columns[column.name]?.meaning ?? ""),
      ]
    }
    return [
      "profile": "tabular-data-resource", "name": .text(name), "path": .text(file.rawValue), "format": "csv",
      "mediatype": "text/csv", "encoding": "utf-8", "description": .text(texts.columns[name]?.meaning ?? ""),
      "schema": ["fields": .list(fields), "missingValues": [""]],
    ]
  }
}
