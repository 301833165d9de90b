import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Private cluster", .serialized, .timeLimit(.minutes(2))) struct ClusterTests {
  private func withCluster(depth: Int = 0, _ body: (PrivateCluster) async throws -> Void) async throws {
    let name = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let top = "/tmp/cluster-test-\(name)"
    let folder = top + String(repeating: "/a_rather_long_name", count: depth)
    let cluster = PrivateCluster(folder: folder, superuser: "chief", durability: .test)
    do {
      try await body(cluster)
      try await cluster.stop()
    } catch {
      _ = try? await cluster.stop()
      throw error
    }
    try FileManager.default.removeItem(atPath: top)
  }

  private func processID(of cluster: PrivateCluster) async throws -> Int32? {
    guard case .running(let processID) = try await cluster.status() else { return nil }
    return processID
  }

  private func ask(_ cluster: PrivateCluster, _ sql: SQL) async throws -> String {
    let connection = try await Connection.connect(cluster.connection())
    let answer: String = try await connection.queryValue(sql)
    await connection.close()
    return answer
  }

  @Test("it is made, started and stopped, and says what it did")
  func lifecycle() async throws {
    try await withCluster { cluster in
      try await #expect(cluster.status() == .notInitialised)
      try await #expect(cluster.start() == .initialised)
      try await #expect(cluster.start() == .alreadyRunning)
      try await #expect(processID(of: cluster) != nil)
      try await #expect(ask(cluster, "SELECT current_user::text") == "chief")
      try await #expect(ask(cluster, "SHOW data_checksums") == "on")
      try await #expect(ask(cluster, "SHOW server_encoding") == "UTF8")
      try await #expect(ask(cluster, "SHOW listen_addresses") == "")
      try await #expect(cluster.stop() == .stopped)
      try await #expect(cluster.stop() == .wasNotRunning)
      try await #expect(cluster.status() == .stopped)
      try await #expect(cluster.start() == .started)
    }
  }

  @Test("after a kill, whose traces lie about, it starts again")
  func killed() async throws {
    try await withCluster { cluster in
      _ = try await cluster.start()
      let processID = try #require(try await processID(of: cluster))
      #expect(kill(processID, SIGKILL) == 0)
      while kill(processID, 0) == 0, try await cluster.status() != .stopped {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(try await cluster.start() == .started)
      #expect(try await ask(cluster, "SELECT 'here'") == "here")
      // The number of the dead server may have gone to a program that has nothing to do with it.
      try await cluster.stop()
      try Data("\(getpid())\n".utf8).write(to: URL(fileURLWithPath: "\(cluster.folder)/data/postmaster.pid"))
      #expect(try await cluster.status() == .stopped)
      #expect(try await cluster.start() == .started)
    }
  }

  @Test("several that start it at once end in one server, in a folder too deep for a socket")
  func concurrentStarts() async throws {
    try await withCluster(depth: 8) { cluster in
      let outcomes = try await withThrowingTaskGroup(of: PrivateCluster.StartOutcome.self) { group in
        for _ in 0..<4 { group.addTask { try await cluster.start() } }
        return try await group.reduce(into: [PrivateCluster.StartOutcome]()) { $0.append($1) }
      }
      #expect(outcomes.count { $0 == .initialised } == 1)
      #expect(outcomes.count { $0 == .alreadyRunning } == 3)
      #expect(try await ask(cluster, "SELECT 'here'") == "here")
    }
  }
}
