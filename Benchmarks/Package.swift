// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that no host ever fetches or builds what only benchmarks need.

let swift: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
// C sources find the header by themselves and do not autolink on Linux.
let sqlite: [LinkerSetting] = [.linkedLibrary("sqlite3")]

let targets: [Target] = [
  // libsqlite3 as the system has it; the ledger's own module of it is no product.
  .systemLibrary(
    name: "CBenchSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),

  // The business job that all peers do, and how they report it.
  .target(name: "CBenchWorkload", linkerSettings: sqlite),
  .target(name: "BenchWorkload", dependencies: ["CBenchWorkload"], swiftSettings: swift),

  // Peers.
  .executableTarget(
    name: "bench-lean", dependencies: ["CBenchWorkload"], linkerSettings: sqlite),
  .executableTarget(
    name: "bench-ledger",
    dependencies: ["BenchWorkload", .product(name: "OrderLedger", package: "order-ledger")],
    swiftSettings: swift),

  .executableTarget(
    name: "bench-grdb",
    dependencies: [
      "BenchWorkload", "CBenchWorkload", .product(name: "GRDB", package: "GRDB.swift"),
    ],
    swiftSettings: swift),

  // What SQLite alone costs for the ledger's own statements: recorded, then replayed.
  .target(name: "CBenchRecorder"),
  .executableTarget(
    name: "bench-floor", dependencies: ["CBenchWorkload"],
    // The format of the trace, and not the recorder itself: linked, it would record the replay.
    cSettings: [.headerSearchPath("../CBenchRecorder/include")], linkerSettings: sqlite),

  // Runs them all and writes the report.
  .executableTarget(name: "bench", swiftSettings: swift),
  .testTarget(
    name: "BenchTests", dependencies: ["bench", "BenchWorkload", "CBenchWorkload"],
    swiftSettings: swift),
]

let package = Package(
  name: "order-ledger-benchmarks",
  platforms: [.macOS(.v15)],
  products: [
    // For LD_PRELOAD, therefore dynamic.
    .library(name: "BenchRecorder", type: .dynamic, targets: ["CBenchRecorder"])
  ],
  dependencies: [
    .package(name: "order-ledger", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  ],
  targets: targets
)
