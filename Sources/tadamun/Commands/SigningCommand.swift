import ArgumentParser
import Domain
import Interchange

struct SigningCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signing", abstract: "The key that manifests of runs are signed with.",
    discussion: """
      The setting signing.key_file names the file of the private key. Whoever has the public key checks a manifest with
      openssl:
        tadamun runs oriental --run 3 --signed run-3
        openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in run-3.json -sigfile run-3.sig

      Example:
        tadamun signing make /etc/tadamun/signing.pem
        tadamun signing public /etc/tadamun/signing.pem > public.pem
      """, subcommands: [Make.self, Public.self])

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make", abstract: "Make a private key of Ed25519 in a new file that its owner alone may read.",
      discussion: """
        Prints the public key. Give that to whoever is to check runs; keep the file out of the database and its backups.

        Example:
          tadamun signing make /etc/tadamun/signing.pem
        """)

    @Argument(help: "The file to make.")
    var file: String

    func run() async throws {
      let key = try SigningKey.make(at: file).publicKey
      print("key \(key.id)\n\(key.pem)", terminator: "")
    }
  }

  struct Public: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "public", abstract: "Print the public key of a private one.",
      discussion: """
        Example:
          tadamun signing public /etc/tadamun/signing.pem > public.pem
        """)

    @Argument(help: "The file of the private key.")
    var file: String

    func run() async throws { print(try SigningKey(path: file).publicKey.pem, terminator: "") }
  }
}
