import Foundation

/// The unpacked "Online Retail" file: where `ORDER_LEDGER_DATA` says, or unpacked by `xz` from
/// `../shared/data` into a temporary directory. Nil where there is neither; tests are then skipped.
enum OnlineRetailFile {
  static let path: String? = find()

  private static func find() -> String? {
    let files = FileManager.default
    if let named = ProcessInfo.processInfo.environment["ORDER_LEDGER_DATA"] {
      return files.isReadableFile(atPath: named) ? named : nil
    }
    let packed = "../shared/data/online-retail/online_retail.csv.xz"
    guard files.isReadableFile(atPath: packed) else { return nil }
    let target = files.temporaryDirectory.appendingPathComponent("order-ledger-online-retail.csv")
    if size(of: target.path) == 47_226_068 { return target.path }
    guard files.createFile(atPath: target.path, contents: nil),
      let handle = try? FileHandle(forWritingTo: target)
    else { return nil }
    defer { try? handle.close() }
    let xz = Process()
    xz.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    xz.arguments = ["xz", "-dc", packed]
    xz.standardOutput = handle
    guard (try? xz.run()) != nil else { return nil }
    xz.waitUntilExit()
    return xz.terminationStatus == 0 ? target.path : nil
  }

  private static func size(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
  }
}
