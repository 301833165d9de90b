import Crypto
import Domain
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("The sample of the Oriental region")
struct SampleTests {
  static let sample = Result { try Sample.oriental() }

  @Test("is the same to the last byte every time")
  func stable() throws {
    let sample = try SampleTests.sample.get()
    let digest = SHA256.hash(data: Data(try sample.dump())).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    .joined()
    #expect(digest == "2637302c222906a4e6e022289dbf756ba4e2e7e9e55f9b3153c0838fcfec890a")
    #expect(try Sample.oriental() == sample)
    #expect(try Sample.oriental(seed: 1).reports != sample.reports)
  }

  @Test("counts of everything")
  func counts() throws {
    let sample = try SampleTests.sample.get()
    #expect(SampleActor.Kind.allCases.map { sample.actors($0).count } == [150, 6, 36, 24, 16, 8])
    #expect(sample.groups.count == 4)
    #expect(sample.indicators.count == 12)
    #expect(sample.quarters.map(\.description).first == "2024-10-01/2024-12-31")
    #expect(sample.quarters.map(\.description).last == "2026-07-01/2026-09-30")
    #expect(sample.quarters.count == 8)
    #expect(sample.funds.count == 12)
    #expect(sample.memberships.count == 54)
    #expect(sample.contributions.count == 1_495)
    #expect(sample.reports.count == 19_894)
  }

  @Test("organisations have names of their own, marked as examples in three languages")
  func names() throws {
    let actors = try SampleTests.sample.get().actors
    #expect(Set(actors.map(\.code)).count == actors.count)
    for language in [\SampleName.arabic, \.french, \.english] {
      #expect(Set(actors.map { $0.name[keyPath: language] }).count == actors.count)
    }
    #expect(actors.allSatisfy { $0.name.arabic.hasSuffix(" (مثال)") })
    #expect(actors.allSatisfy { $0.name.french.hasSuffix(" (exemple)") })
    #expect(actors.allSatisfy { $0.name.english.hasSuffix(" (example)") })
    #expect(Set(actors.map(\.province)).count == 8)
    #expect(actors.allSatisfy { $0.kind.reports != $0.groups.isEmpty })
  }

  @Test("communes are those of the HCP", .enabled(if: SharedFiles.file("data/morocco/ma-communes-oriental.csv") != nil))
  func communes() throws {
    let file = try #require(SharedFiles.file("data/morocco/ma-communes-oriental.csv"))
    var provinces: [String: String] = [:]
    try CSVReader(path: file.path).forEachRow { row in provinces[row.text(0) ?? ""] = row.text(1) }
    for actor in try SampleTests.sample.get().actors { #expect(provinces[actor.commune] == actor.province) }
  }

  @Test("a cooperative is in one union at a time, and the unions are there")
  func memberships() throws {
    let sample = try SampleTests.sample.get()
    let unions = Set(sample.actors(.union).map(\.code))
    #expect(Set(sample.memberships.map(\.union)) == unions)
    #expect(sample.memberships.contains { $0.through != nil })
    #expect(sample.memberships.allSatisfy { $0.from <= sample.asOf && ($0.through ?? sample.asOf) <= sample.asOf })
    for list in Dictionary(grouping: sample.memberships, by: \.member).values {
      let sorted = list.sorted { $0.from < $1.from }
      for (earlier, later) in zip(sorted, sorted.dropFirst()) {
        #expect((try #require(earlier.through)) < later.from)
      }
    }
  }

  @Test("seed and nothing else decides; another seed gives as good a sample", arguments: [UInt64(1), 7, 99])
  func seeds(_ seed: UInt64) throws {
    let sample = try Sample.oriental(seed: seed)
    #expect(sample.actors.count == 240)
    #expect(sample.reports.contains { $0.verdict == .returned })
    #expect(sample.contributions.allSatisfy { $0.occurredOn <= sample.asOf })
  }
}
