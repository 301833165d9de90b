import Domain
import Foundation

/// Puts longitudes and latitudes on a drawing: equirectangular, true at the middle latitude, which at the size of a
/// country looks as people know it.
struct MapProjection {
  let width: Int
  let height: Int
  private let west: Double
  private let north: Double
  private let scale: Double
  private let narrowing: Double

  /// - Precondition: `outlines` has a point.
  init(_ outlines: [TerritoryMap.Outline], width: Int) {
    let points = outlines.flatMap(\.rings).flatMap(\.self)
    let (longitudes, latitudes) = (points.map(\.longitude), points.map(\.latitude))
    let (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
    let (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
    narrowing = cos((south + north) / 2 * .pi / 180)
    let span = max((east - west) * narrowing, 1e-9)
    scale = Double(width) / span
    self.width = width
    height = max(1, Int(((north - south) * scale).rounded(.up)))
    self.west = west
    self.north = north
  }

  /// An outline in whole units of the drawing, with steps from point to point; points that fall on the one before are
  /// left out.
  func path(_ outline: TerritoryMap.Outline) -> String {
    outline.rings.map(path).joined()
  }

  private func path(_ ring: [TerritoryMap.Point]) -> String {
    var text = ""
    var last: (x: Int, y: Int)?
    for point in ring {
      let x = Int(((point.longitude - west) * narrowing * scale).rounded())
      let y = Int(((north - point.latitude) * scale).rounded())
      guard let before = last else {
        text += "M\(x) \(y)l"
        last = (x, y)
        continue
      }
      if before == (x, y) { continue }
      text += "\(x - before.x) \(y - before.y) "
      last = (x, y)
    }
    return text.hasSuffix("l") ? "" : text.trimmingCharacters(in: .whitespaces) + "z"
  }
}
