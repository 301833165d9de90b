import Actions
import Domain
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestProgramme
import Testing
import Web

/// A page of scores is kept and given again; what it would say now is asked of the database each time.
@Suite("Pages that are kept")
struct KeptPageTests {
  private static let address = "/api/v1/programmes/small/scores?limit=2"

  /// A programme that was scored once.
  private static func scored(_ service: Service) async throws -> (small: SmallProgramme, run: Int64) {
    let small = try await SmallProgramme(service.tadamun)
    try await small.reportAll()
    return (small, try await service.tadamun.score(small.code, asOf: small.asOf).run)
  }

  private static func rename(_ actor: String, to name: String, _ service: Service) async throws {
    let known = try await service.tadamun.actor(Code(actor))
    var changed = known.actor
    changed.names = try Names(fr: name)
    try await service.tadamun.change(changed, from: known.version, by: .commandLine)
  }

  /// Statements that a page costs.
  private static func price(_ address: String, _ service: Service) async throws -> Int {
    let before = service.pool.traffic.statements
    _ = try await service.get(address)
    return service.pool.traffic.statements - before
  }

  /// Of one that was kept: whether somebody has an account, and whether the page holds.
  private static let kept = 2

  @Test("the second time it is the same to the byte, at the price of one question")
  func again() async throws {
    try await Service.run { service in
      _ = try await Self.scored(service)
      let first = try await service.get(Self.address)
      let second = try await service.get(Self.address)
      let price = try await Self.price(Self.address, service)
      #expect(price == Self.kept)
      let tag = try #require(first.headers[.eTag])
      #expect(second.text == first.text && second.headers[.eTag] == tag)
      #expect(second.headers[.contentType] == "application/json")
      #expect(try await service.get(Self.address, headers: [.ifNoneMatch: tag]).status == 304)
      // What hangs on more than the order of ranks is made anew.
      for other in ["&order=lowest", "&kind=cooperative", "&territory=04", "&status=ok", "&node=jobs"] {
        let made = try await service.get(Self.address + other)
        #expect(try await service.get(Self.address + other).text == made.text)
        let price = try await Self.price(Self.address + other, service)
        #expect(price > Self.kept, "\(other)")
      }
    }
  }

  @Test("another name, another night: what was kept is not given", arguments: [8 << 20, 700, 0])
  func changes(room: Int) async throws {
    try await Service.run(.router, WebConfiguration(port: 0, keptPageBytes: room)) { service in
      let (small, first) = try await Self.scored(service)
      func names(_ address: String = Self.address) async throws -> [String?] {
        try await service.get(address).items.map { ($0["names"] as? [String: Any])?["fr"] as? String }
      }
      let old = try await names()
      try await Self.rename("coop-b", to: "Nouveau nom", service)
      #expect(try await names() == [old[0], "Nouveau nom"])
      #expect(try await names() == [old[0], "Nouveau nom"])
      // Of an actor on the next page.
      let next = Self.address + "&offset=2"
      _ = try await names(next)
      try await Self.rename("coop-c", to: "Plus bas", service)
      #expect(try await names() == [old[0], "Nouveau nom"])
      #expect(try await names(next) == ["Plus bas"])
      func run(_ address: String = Self.address) async throws -> Int64? {
        (try await service.get(address).json["run"] as? [String: Any])?["run"].flatMap { $0 as? Int }.map(Int64.init)
      }
      let kept = Self.address + "&run=\(first)"
      for address in [Self.address, kept] { #expect(try await run(address) == first) }
      let second = try await service.tadamun.score(small.code, asOf: small.asOf).run
      for _ in 0..<2 {
        #expect(try await run() == second)
        #expect(try await run(kept) == first)
      }
    }
  }

  @Test("where there is no room for all, those that were asked for last are kept")
  func room() async throws {
    try await Service.run { service in
      _ = try await Self.scored(service)
      let size = try await service.get(Self.address).text.utf8.count
      try await Service.run(.router, WebConfiguration(port: 0, keptPageBytes: 3 * size)) { service in
        _ = try await Self.scored(service)
        func isKept(_ address: String) async throws -> Bool {
          try await Self.price(address, service) == Self.kept
        }
        let addresses = (2...4).map { "/api/v1/programmes/small/scores?limit=\($0)" }
        for address in [addresses[0], addresses[0], addresses[1]] { _ = try await service.get(address) }
        #expect(try await isKept(addresses[0]))
        _ = try await service.get(addresses[2])
        #expect(try await isKept(addresses[0]))
        #expect(try await !isKept(addresses[1]))
      }
    }
  }

  @Test("whoever may not read it does not get what was kept for somebody who may")
  func strangers() async throws {
    try await Service.run { service in
      _ = try await Self.scored(service)
      #expect(try await service.get(Self.address).status == 200)
      let access = Access(service.tadamun)
      let email = try EmailAddress("someone@example.org")
      _ = try await access.invite(
        User(email: email, displayName: "Someone", language: .fr), roles: [], by: .commandLine)
      #expect(try await service.get(Self.address).refusal == "401 sign_in_needed")
    }
  }
}
