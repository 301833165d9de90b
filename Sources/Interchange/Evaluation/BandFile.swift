import Domain
import Scoring

/// Bands of an earlier `bounds.csv`, by actor and node.
struct BandFile: Sendable {
  private let bands: [String: [String: BandRule.Band]]

  /// For an evaluation without an earlier one.
  static let empty = BandFile(bands: [:])

  private init(bands: [String: [String: BandRule.Band]]) { self.bands = bands }

  /// - Throws: what ``CSVReader`` refuses; `band_unknown` for a word that is none.
  init(path: String) throws {
    let reader = try CSVReader(path: path)
    let names = ["actor", "node", "band"]
    try reader.header.check(required: names, optional: [], ignored: reader.header.names)
    let columns = names.map { reader.header.index(of: $0) ?? 0 }
    var bands: [String: [String: BandRule.Band]] = [:]
    try reader.forEachRow { row in
      guard let actor = row.text(columns[0]), let node = row.text(columns[1]), let word = row.text(columns[2]) else {
        return
      }
      guard let band = BandRule.Band(rawValue: word) else {
        throw Problem("band_unknown", "“\(word)” is no band; bands are A to E.", at: row.place(columns[2]))
      }
      bands[actor, default: [:]][node] = band
    }
    self.bands = bands
  }

  func band(of actor: String, node: String) -> BandRule.Band? { bands[actor]?[node] }
}
