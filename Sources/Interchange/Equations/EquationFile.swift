import Domain
import Foundation
import Scoring

/// Computes a file of named formulas, `name,equation`, and writes what they come to, `name,value`, in the same order.
public enum EquationFile {
  /// - Returns: how many were computed.
  /// - Throws: what ``CSVReader`` refuses; `csv_columns_missing`, `name_missing`, `equation_missing`; what
  ///   ``Scoring/EquationSystem`` refuses; `file_unwritable`. Nothing is written then.
  @discardableResult
  public static func compute(_ path: String, to output: String) throws -> Int {
    let values = try EquationSystem(read(path)).solve()
    let draft = "\(output).partial-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    let writer = try CSVWriter(path: draft, style: .plain)
    try writer.write(["name", "value"])
    for (name, value) in values { try writer.write([.text(name), NumberText.cell(value)]) }
    try writer.finish()
    if rename(draft, output) != 0 {
      throw Problem("file_unwritable", "The file cannot be written.", at: Place(file: output))
    }
    return values.count
  }

  private static func read(_ path: String) throws -> [EquationSystem.Named] {
    let reader = try CSVReader(path: path)
    try reader.header.check(required: ["name", "equation"], optional: [], ignored: reader.header.names)
    let (name, equation) = (reader.header.index(of: "name") ?? 0, reader.header.index(of: "equation") ?? 0)
    var named: [EquationSystem.Named] = []
    try reader.forEachRow { row in
      guard let code = row.text(name) else {
        throw Problem("name_missing", "The row names no formula.", at: row.place(name))
      }
      guard let text = row.text(equation) else {
        throw Problem("equation_missing", "The row has no formula.", at: row.place(equation))
      }
      named.append(EquationSystem.Named(code, text, at: row.place(equation)))
    }
    return named
  }
}
