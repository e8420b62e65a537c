// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "GRDBExample",
  platforms: [.macOS(.v15)],
  dependencies: [
    // A host writes: .package(url: "<the URL of the repository>", from: "1.0.0")
    .package(name: "order-ledger", path: "../.."),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "GRDBExample",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "OrderLedger", package: "order-ledger"),
      ])
  ]
)
