import Actions
import ArgumentParser
import Domain
import Foundation
import Interchange
import Postgres
import ServiceLifecycle
import UnixSignals
import Worker

struct WorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work", abstract: "Do what is due: every night's scores, each once, whatever the number of workers.",
    discussion: """
      config/schedule.yml says when. A worker that dies is replaced by another when its lease has run out; a job that
      was interrupted leaves what readers see as it was.

      Example:
        tadamun work --once
      """)

  @Flag(help: "Make one pass, say what it did, and end.")
  var once = false

  @Flag(help: "Print JSON; with --once.")
  var json = false

  func validate() throws {
    guard once || !json else { throw ValidationError("--json goes with --once.") }
  }

  func run() async throws {
    let database = try await Database.open()
    let tadamun = try await database.tadamun(isBatch: true)
    let schedule = try ScheduleFile(
      text: database.installation.text("config/schedule.yml"), file: "config/schedule.yml")
    let settings = database.settings
    let loop = WorkLoop(
      tadamun,
      nights: Nights(score: schedule.scoreProgrammes, books: schedule.keepBooks, booksZone: schedule.booksZone),
      worker: "\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier)",
      lease: settings.lease, pollInterval: settings.pollInterval, logger: database.logger)
    if once {
      try await report(loop)
    } else {
      print("Working: a pass every \(settings.pollInterval). Stop with Control-C.")
      let group = ServiceGroup(
        services: [tadamun.pool, loop], gracefulShutdownSignals: [.sigterm, .sigint], logger: database.logger)
      try await group.run()
    }
    await tadamun.pool.close()
  }

  private func report(_ loop: WorkLoop) async throws {
    let pass = try await loop.runOnce()
    if json {
      print(try JSONOutput.text(PassOutput(pass)))
    } else {
      say(pass)
    }
    if pass.jobs.failed > 0 { throw ExitCode(1) }
  }

  private func say(_ pass: WorkLoop.Pass) {
    print("slots: \(pass.slots.opened) opened, \(pass.slots.skipped) skipped; jobs rescued: \(pass.rescued)")
    print("jobs: \(pass.jobs.done) done, \(pass.jobs.failed) failed, \(pass.jobs.lost) lost to another worker")
    for line in pass.jobs.lines { print("  \(line)") }
  }
}

/// `tadamun work --once --json`.
private struct PassOutput: Encodable {
  let slotsOpened: Int
  let slotsSkipped: Int
  let jobsRescued: Int
  let entriesSealed: Int
  let refundsSent: Int
  let jobsDone: Int
  let jobsFailed: Int
  let jobsLost: Int
  /// A sentence a job.
  let did: [String]

  init(_ pass: WorkLoop.Pass) {
    slotsOpened = pass.slots.opened
    slotsSkipped = pass.slots.skipped
    jobsRescued = pass.rescued
    entriesSealed = pass.sealed
    refundsSent = pass.refunds
    jobsDone = pass.jobs.done
    jobsFailed = pass.jobs.failed
    jobsLost = pass.jobs.lost
    did = pass.jobs.lines
  }
}
