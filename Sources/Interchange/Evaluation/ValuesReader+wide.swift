import Domain
import Scoring

extension ValuesReader {
  /// One column an indicator; the column “actor” or “uCode”, wherever it stands, names the actor; an empty cell is
  /// missing.
  mutating func readWide(_ reader: CSVReader) throws {
    let names = reader.header.names
    guard let actor = reader.header.index(of: "actor") ?? reader.header.index(of: "uCode") else {
      throw Problem(
        "csv_columns_missing", "A wide file has a column “actor” or “uCode”.",
        at: Place(file: path, line: 1, column: 1))
    }
    let group = reader.header.index(of: "group")
    let period = reader.header.index(of: "period")
    var indicators: [(column: Int, number: Int32)] = []
    for (column, name) in names.enumerated()
    where column != actor && column != group && column != period {
      if let number = plan.index(ofReported: name) {
        indicators.append((column, number))
      } else {
        warn("The column “\(name)” is no indicator of the framework and left out.")
      }
    }
    for code in plan.reported where reader.header.index(of: code) == nil {
      warn("The indicator “\(code)” has no column; it is missing for everybody.")
    }
    var goesOn = true
    while goesOn {
      let hasRow: Void? = try reader.nextRow { row in
        if row.problems.isEmpty {
          goesOn = readWideRow(row, actor, group, period, indicators)
        } else {
          goesOn = refuse(row.problems)
        }
      }
      if hasRow == nil { break }
    }
  }

  private mutating func readWideRow(
    _ row: borrowing CSVRow, _ actorColumn: Int, _ group: Int?, _ period: Int?,
    _ indicators: [(column: Int, number: Int32)]
  ) -> Bool {
    let (actor, time): (Int32, Int32)
    do throws(Problem) {
      guard let code = row.text(actorColumn) else {
        throw Problem("actor_missing", "The row names no actor.", at: row.place(actorColumn))
      }
      actor = table.actor(code)
      time = period.map { table.period(row.text($0) ?? "") } ?? 0
    } catch {
      return refuse([error])
    }
    for (column, number) in indicators {
      let own: Int32
      // One word on a row that names no group is enough.
      do throws(Problem) { own = try self.group(row, group, of: number) } catch { return refuse([error]) }
      do throws(Problem) {
        let value = try ValuesReader.number(row, column)
        var cell = ObservationCell(indicator: number, group: own, period: time, value: value)
        if value == nil { cell.state = .missing }
        table.add(cell, of: actor, line: row.line)
      } catch {
        if !refuse([error]) { return false }
      }
    }
    return true
  }
}
