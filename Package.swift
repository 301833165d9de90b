// swift-tools-version: 6.2
import PackageDescription

/// Every room treats a warning as an error; the gate needs no second flag for it.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For what runs once a command: a build is sooner done without making it fast.
let plain: [SwiftSetting] = [.unsafeFlags(["-Onone"])]

/// A library room: a target whose dependencies are the arrows of CONTRIBUTING's picture.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ room: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let numerics: Target.Dependency = .product(name: "Numerics", package: "swift-numerics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")

let package = Package(
  name: "tadamun",
  products: [
    .executable(name: "tadamun", targets: ["tadamun"]),
    .library(name: "Scoring", targets: ["Scoring"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0",
      traits: [.defaults, "YAML"]),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    room("Postgres", ["CLibPQ", log, metrics, lifecycle]),
    room("Domain", []),
    room("Scoring", ["Domain", numerics]),
    room("Interchange", ["CXlsxWriter", "CZip", "Domain", "Scoring", yams, crypto]),
    room("Store", ["Domain", "Postgres"]),
    room(
      "Actions",
      [
        "Domain", "Scoring", "Interchange", "Store", "Postgres", crypto, cryptoExtras, log,
      ]),
    room("OpenID", ["Actions", "Domain", jwt]),
    room("Serving", ["Domain", "Postgres", hummingbird, httpTypes, nio, nioPosix, crypto, log]),
    room("API", ["Serving", "Actions", "Domain", hummingbird, httpTypes, nio]),
    .target(
      name: "Pages", dependencies: ["Serving", "Actions", "Domain", hummingbird, httpTypes, nio, crypto],
      exclude: ["Fonts/OFL.txt"], resources: [.embedInCode("Fonts/TadamunArabic.woff2")], swiftSettings: strict),
    room(
      "Web",
      [
        "CZlib", "Serving", "API", "Pages", "Actions", "Domain", hummingbird, hummingbirdCore, httpTypes, nio, crypto,
        log,
      ]),
    room("Worker", ["Actions", "Domain", lifecycle, log]),
    .executableTarget(
      name: "tadamun",
      dependencies: [
        "Web", "API", "Pages", "Serving", "Worker", "OpenID", "Actions", "Interchange", "Scoring", "Domain", "Store",
        "Postgres", arguments, configuration, log, lifecycle, signals,
      ],
      swiftSettings: strict + plain),
    .executableTarget(
      name: "engine-benchmark", dependencies: ["Scoring", "Domain"], path: "Benchmarks/engine/Sources",
      swiftSettings: strict),
    .executableTarget(
      name: "ledger-benchmark", dependencies: ["Actions", "Domain", "Postgres", log],
      path: "Benchmarks/ledger/Sources", swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Postgres", "Domain", log], path: "Tests/TestSupport", swiftSettings: strict),
    tests("Domain", ["Domain"]),
    tests("Store", ["Store", "Postgres", "Domain", "TestSupport"]),
    .target(
      name: "TestProgramme", dependencies: ["Actions", "Domain"], path: "Tests/TestProgramme", swiftSettings: strict),
    tests("Actions", ["TestProgramme", "Actions", "Store", "Postgres", "Domain", "TestSupport", "Interchange"]),
    tests(
      "Worker",
      [
        "TestProgramme", "tadamun", "Worker", "Actions", "Store", "Postgres", "Domain", "TestSupport", "Interchange",
        log,
      ]),
    tests("Program", ["TestProgramme", "tadamun", "Actions", "Domain", "Postgres", "TestSupport"]),
    tests("Postgres", ["Postgres", "TestSupport", log]),
    tests("Scoring", ["Scoring", "Domain", "TestSupport"], resources: [.copy("Golden")]),
    tests(
      "Web",
      [
        "TestProgramme", "Web", "API", "Pages", "Serving", "OpenID", "Actions", "Interchange", "Domain", "Postgres",
        "TestSupport", hummingbird, hummingbirdTesting, httpTypes, nio, jwt, crypto, log,
      ]),
    tests("Interchange", ["Interchange", "Scoring", "Domain", "TestSupport"], resources: [.copy("Files")]),
  ]
)

// The parsers alone with what libFuzzer calls, for `scripts/fuzz-parsers`: everything is compiled anew for it, so that
// as little as can be is.
if Context.environment["TADAMUN_FUZZ"] != nil {
  package.products = []
  package.targets = [
    room("Domain", []),
    room("Scoring", ["Domain", numerics]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    room("Interchange", ["CXlsxWriter", "CZip", "Domain", "Scoring", yams, crypto]),
    .executableTarget(
      name: "parser-fuzz", dependencies: ["Interchange", "Domain"], path: ".",
      sources: ["Tests/Fuzz", "Sources/Serving/JSON"], swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
  ]
}
