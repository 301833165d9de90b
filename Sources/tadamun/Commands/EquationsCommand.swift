import ArgumentParser
import Interchange

struct EquationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equations", abstract: "Compute the named formulas of a results-based financing package.",
    discussion: """
      Reads name,equation and writes name,value. Formulas read one another by name, in any order of rows; functions are
      SUM, AVG, MIN, MAX, STDEVP, ABS, SQRT, ROUND, FLOOR, SAFE_DIV, IF, ACCESS, ARRAY, EVAL_ARRAY, SCORE_TABLE and
      CAL_DAYS_IN_MONTH. No database is needed.

      Example:
        tadamun equations package.csv --out amounts.csv
      """)

  @Argument(help: "The file of formulas.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(help: "The file to write.")
  var out: String

  func run() throws {
    let count = try EquationFile.compute(file, to: out)
    print("\(count) formulas: \(out)")
  }
}
