import Domain
import Interchange

extension FileTable {
  public static let moneyName = "money"
  public static let reachName = "reach"

  public static let moneyColumns: [Column] = [
    Column("programme"), Column("as_of", .date), Column("instrument"), Column("currency"), Column("promised", .number),
    Column("received", .number), Column("spent", .number), Column("actors", .integer), Column("is_hidden", .boolean),
  ]

  public static let reachColumns: [Column] = [
    Column("programme"), Column("first_on", .date), Column("last_on", .date), Column("version", .integer),
    Column("indicator"), Column("indicator_ar", width: 32), Column("indicator_fr", width: 32),
    Column("indicator_en", width: 32), Column("group"),
    Column("group_ar", width: 32), Column("group_fr", width: 32), Column("group_en", width: 32),
    Column("people", .integer),
    Column("is_hidden", .boolean),
  ]
}

extension PublicProgramme {
  /// What came by each kind of money; amounts that are hidden are empty.
  public var moneyTable: FileTable {
    let day = money?.period.last.description
    let rows = (money?.sums ?? [:]).sorted { $0.key < $1.key }.map { key, sums in
      let amount = { (minor: Int64?) -> CSVCellValue in minor.map { .decimal(key.currency.decimal($0)) } ?? .blank }
      return [
        .text(programme.code.text), .text(ifAny: day), .text(key.instrument.rawValue), .text(key.currency.code),
        amount(sums[.promised]), amount(sums[.received]), amount(sums[.spent]),
        sums.actorCount.map { .int(Int64($0)) } ?? .blank, .text(sums.hidesSomething ? "true" : "false"),
      ] as [CSVCellValue]
    }
    return FileTable(name: FileTable.moneyName, columns: FileTable.moneyColumns, rows: rows)
  }

  /// How many people were reached in each period; where it is hidden the count is empty.
  public func reachTable(_ book: NameBook) -> FileTable {
    let rows = reach.flatMap { published in
      published.counts.sorted { $0.key < $1.key }.map { key, people -> [CSVCellValue] in
        let indicator = book.indicator(key.indicator.text)
        let group = book.group(key.group.text)
        return [
          .text(programme.code.text), .text(published.period.first.description),
          .text(published.period.last.description), .int(Int64(published.version)), .text(key.indicator.text),
          .text(ifAny: indicator?.ar), .text(ifAny: indicator?.fr), .text(ifAny: indicator?.en),
          .text(key.group.text), .text(ifAny: group?.ar), .text(ifAny: group?.fr), .text(ifAny: group?.en),
          people.map { .int($0) } ?? .blank, .text(people == nil ? "true" : "false"),
        ]
      }
    }
    return FileTable(name: FileTable.reachName, columns: FileTable.reachColumns, rows: rows)
  }
}
