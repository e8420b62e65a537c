import Foundation

/// Counts a program's instructions with valgrind, where they don't depend on how busy the machine is.
struct Callgrind {
  private let valgrind: String
  private let strip: String

  /// Throws ``Failure`` if a tool is not installed.
  init(searchPath: String? = ProcessInfo.processInfo.environment["PATH"]) throws(Failure) {
    func find(_ name: String, _ package: String) throws(Failure) -> String {
      let folders = (searchPath ?? "").split(separator: ":")
      let found = folders.lazy.map { "\($0)/\(name)" }.first {
        FileManager.default.isExecutableFile(atPath: $0)
      }
      guard let found else {
        throw Failure("Instruction counts need \(name), which is not there: install \(package).")
      }
      return found
    }
    valgrind = try find("valgrind", "valgrind")
    strip = try find("strip", "binutils")
  }

  /// Copies `program` without its debug information, which valgrind can't read as Swift writes it and
  /// gives up over.
  func prepare(_ program: String, in folder: URL) throws -> String {
    let copy = folder.appendingPathComponent("counted").path
    let result = try ChildProcess(path: strip, arguments: ["-g", "-o", copy, program]).run()
    guard result.succeeded else { throw Failure("strip failed: \(result.errors)") }
    return copy
  }

  /// The C library and the cryptography choose other code on other CPUs. Both are told to do without
  /// the newer instructions that valgrind passes on, so that one committed figure fits many CPUs. And
  /// Swift hashes with one seed, so that the same names meet in the same places every time.
  private static let environment = [
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX,-ERMS,-FSRM,-BMI2,-AVX512F,-AVX512VL",
    "OPENSSL_ia32cap": "~0x1000000000000000:~0x120",
    "SWIFT_DETERMINISTIC_HASHING": "1",
  ]

  /// Runs `program` and returns how many instructions it took.
  func count(_ program: String, _ arguments: [String]) throws -> Int {
    let child = ChildProcess(
      path: valgrind,
      arguments: ["--tool=callgrind", "--callgrind-out-file=/dev/null", program] + arguments,
      environment: Self.environment)
    let result = try child.run()
    guard result.succeeded else {
      throw Failure(
        "valgrind failed with status \(result.status): \(result.errors.suffix(400))")
    }
    guard let count = Self.collected(result.errors) else {
      throw Failure("valgrind did not say how many instructions it counted.")
    }
    return count
  }

  /// The figure of the line `==1234== Collected : 567`.
  static func collected(_ errors: String) -> Int? {
    let line = errors.split(separator: "\n").last { $0.contains("Collected :") }
    return line?.split(separator: " ").last.flatMap { Int($0) }
  }
}
