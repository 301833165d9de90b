import Domain
import Foundation

extension TerritoryMap {
  /// Reads a FeatureCollection of polygons (RFC 7946) whose features have a property `code`.
  ///
  /// - Parameter name: The file's, for refusals.
  /// - Throws: `map_malformed`.
  public init(geojson bytes: Data, name: String) throws(Problem) {
    do {
      let collection = try JSONDecoder().decode(FeatureCollection.self, from: bytes)
      self.init(try collection.features.map { try $0.outline() })
    } catch {
      throw Problem(
        "map_malformed", "The map is not a collection of polygons with codes in GeoJSON.", at: Place(file: name))
    }
  }

  private struct FeatureCollection: Decodable {
    let features: [Feature]
  }

  private struct Feature: Decodable {
    let properties: Properties
    let geometry: Geometry

    func outline() throws -> Outline {
      let rings = try geometry.coordinates.map { ring in
        try ring.map { position in
          guard position.count >= 2, position.allSatisfy(\.isFinite) else { throw Problem("map_malformed", "") }
          return Point(longitude: position[0], latitude: position[1])
        }
      }
      guard rings.contains(where: { $0.count > 2 }) else { throw Problem("map_malformed", "") }
      return Outline(code: properties.code, rings: rings)
    }
  }

  private struct Properties: Decodable {
    let code: String
  }

  private struct Geometry: Decodable {
    let coordinates: [[[Double]]]
  }
}
