// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "ShopExample",
  platforms: [.macOS(.v15)],
  dependencies: [
    // A host writes: .package(url: "<the URL of the repository>", from: "1.0.0")
    .package(name: "order-ledger", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "ShopExample", dependencies: [.product(name: "OrderLedger", package: "order-ledger")])
  ]
)
