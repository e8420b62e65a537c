// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "order-ledger",
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    .library(name: "OrderLedger", targets: ["OrderLedger"]),
    .library(name: "OrderLedgerTesting", targets: ["OrderLedgerTesting"]),
    .executable(name: "order-ledger", targets: ["OrderLedgerCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
  ],
  targets: [
    // libsqlite3 as the system has it. No pkgConfig: with one, a Mac could compile against Homebrew's
    // headers and run on Apple's library.
    .systemLibrary(
      name: "COrderLedgerSQLite",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]
    ),
    // SQLite as Swift. Knows no order.
    .target(name: "OrderLedgerSQLite", dependencies: ["COrderLedgerSQLite"]),
    // The numbered SQL files, embedded.
    .target(
      name: "OrderLedgerMigrations",
      path: "Migrations",
      exclude: ["README.md"],
      resources: [.embedInCode("SQL")]
    ),
    // The law, pure: no SQLite, no clock, no async.
    .target(name: "OrderLedgerModel"),
    // What an app imports.
    .target(
      name: "OrderLedger",
      dependencies: [
        "OrderLedgerMigrations",
        "OrderLedgerModel",
        "OrderLedgerSQLite",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    // For the tests of apps that use the ledger.
    .target(name: "OrderLedgerTesting", dependencies: ["OrderLedger"]),
    // The tool for people.
    .executableTarget(
      name: "OrderLedgerCLI",
      dependencies: [
        "OrderLedger",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    // For tests only: fork, a VFS that opens the window of SQLite's WAL-reset bug, and one that
    // records, fails and kills.
    .target(
      name: "COrderLedgerSQLiteTestShim",
      dependencies: ["COrderLedgerSQLite"],
      path: "Tests/COrderLedgerSQLiteTestShim"
    ),
    // For tests only: a ledger's file without any of the library's protections.
    .target(
      name: "OrderLedgerRawDatabase", dependencies: ["COrderLedgerSQLite"],
      path: "Tests/OrderLedgerRawDatabase"),
    .testTarget(
      name: "OrderLedgerSQLiteTests",
      dependencies: ["COrderLedgerSQLite", "COrderLedgerSQLiteTestShim", "OrderLedgerSQLite"]
    ),
    // Runs the tool as a process, too.
    .testTarget(
      name: "OrderLedgerCLITests",
      dependencies: [
        "OrderLedger", "OrderLedgerCLI", "OrderLedgerRawDatabase",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "OrderLedgerModelTests", dependencies: ["OrderLedgerModel"]),
    // `Scripts/torture`: crashes, faults, races and rot, in processes of their own. No product.
    .executableTarget(
      name: "OrderLedgerTorture",
      dependencies: [
        "COrderLedgerSQLiteTestShim", "OrderLedger", "OrderLedgerRawDatabase", "OrderLedgerSQLite",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/OrderLedgerTorture"
    ),
    // For tests only: what is given any bytes, and what has to hold then.
    .target(
      name: "OrderLedgerFuzzing",
      dependencies: ["OrderLedger", "OrderLedgerModel", "OrderLedgerRawDatabase"],
      path: "Tests/OrderLedgerFuzzing", exclude: ["Corpora", "Words"]
    ),
    .testTarget(
      name: "OrderLedgerTortureTests",
      dependencies: [
        "OrderLedger", "OrderLedgerFuzzing", "OrderLedgerModel", "OrderLedgerRawDatabase",
        "OrderLedgerTesting", "OrderLedgerTorture",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "OrderLedgerTests",
      dependencies: [
        "COrderLedgerSQLiteTestShim", "OrderLedger", "OrderLedgerMigrations", "OrderLedgerModel",
        "OrderLedgerRawDatabase", "OrderLedgerSQLite", "OrderLedgerTesting",
      ]),
  ]
)

// The fuzzer, for `Scripts/torture fuzz` only: it needs the sanitizers that the script names.
if Context.environment["ORDER_LEDGER_FUZZ"] == "1" {
  package.targets += [
    .systemLibrary(name: "COrderLedgerFuzzDriver", path: "Tests/COrderLedgerFuzzDriver"),
    .executableTarget(
      name: "OrderLedgerFuzzer",
      dependencies: ["COrderLedgerFuzzDriver", "OrderLedger", "OrderLedgerFuzzing"],
      path: "Tests/OrderLedgerFuzzer"),
  ]
}

// What every target of ours is compiled with; the system library has no settings.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    // Any protocol used as a type says so: https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // A member is visible only where its module is imported: SE-0444
    .enableUpcomingFeature("MemberImportVisibility"),
    // An import is internal unless it says `public`: SE-0409
    .enableUpcomingFeature("InternalImportsByDefault"),
    // An async function runs on its caller's executor unless it says otherwise: SE-0461
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // Every use of unsafe memory is marked `unsafe`: SE-0458
    .strictMemorySafety(),
  ]
  // Warnings are errors in our own CI only: a host's newer compiler may know new warnings.
  if Context.environment["ORDER_LEDGER_CI"] == "1" {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
}

// The guides in Docs/ and the plugin that builds them, for `Scripts/docs` and the Swift Package
// Index only: a host fetches neither.
if Context.environment["ORDER_LEDGER_DOCS"] == "1" || Context.environment["SPI_BUILDER"] == "1" {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
  package.targets.append(
    .target(
      name: "OrderLedgerGuides", dependencies: ["OrderLedger"], path: "Docs",
      exclude: ["Decisions", "WireForm"]))
}
