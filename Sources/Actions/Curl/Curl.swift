import Domain
import Foundation

/// The program `curl` (a Debian package), which speaks SMTP and HTTP with TLS and passwords.
///
/// What it is to do goes to its standard input, where nobody who lists processes sees passwords, codes and addresses.
enum Curl {
  /// What a run of the program came to.
  struct Outcome {
    /// 0 where it did what it was told; else one of the program's own numbers.
    let status: Int32
    /// The bytes that arrived, at most one more than were allowed for.
    let output: Data
    /// What the program said of errors, in one line.
    let said: String
  }

  /// A line of the program's configuration, whatever the value holds.
  static func option(_ name: String, _ value: String) -> String {
    var line = "\(name) = \""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": line += "\\\(scalar)"
      // A line that ended here would begin another option.
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line + "\""
  }

  /// Runs `curl -q -K -` with a configuration, and ends it where it sends more than `limit` bytes. Nothing goes through a
  /// proxy that the environment names: what is for this machine is not encrypted, and would leave it.
  ///
  /// - Throws: what `refusal` makes of a program that cannot be started.
  static func run<Refusal: Error>(
    _ configuration: [String], limit: Int, refusal: (String) -> Refusal
  ) async throws(Refusal) -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Not the configuration of whoever runs the service.
    process.arguments = ["curl", "-q", "-K", "-"]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    let (ends, end) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      end.yield(process.terminationStatus)
      end.finish()
    }
    do { try process.run() } catch { throw refusal("curl cannot be started: \(error.localizedDescription)") }
    // A configuration is far smaller than a pipe holds, so this does not wait for the program.
    let all = configuration + [option("noproxy", "*"), "silent", "show-error"]
    let text = all.joined(separator: "\n") + "\n"
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try? input.fileHandleForWriting.close()
    async let said = read(errors.fileHandleForReading, upTo: 500)
    let found = await read(output.fileHandleForReading, upTo: limit + 1)
    if found.count > limit { process.terminate() }
    var status: Int32 = -1
    for await last in ends { status = last }
    let words = String(decoding: await said, as: UTF8.self).split(whereSeparator: \.isNewline)
    return Outcome(status: status, output: found, said: words.joined(separator: "; "))
  }

  /// The first bytes of what a program writes, on a thread that may wait.
  private static func read(_ handle: FileHandle, upTo limit: Int) async -> Data {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var found = Data()
        while found.count < limit, let more = try? handle.read(upToCount: limit - found.count), !more.isEmpty {
          found += more
        }
        continuation.resume(returning: found)
      }
    }
  }
}
