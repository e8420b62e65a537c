/// What a disk holds for certain, and what is still on its way there.
///
/// A flush makes what was written to one file before it certain. Names of files are certain after a
/// flush of the directory. Everything else may be there after a power cut, or not, in any part.
struct Disk {
  enum Change {
    case write(offset: Int, bytes: [UInt8])
    case truncate(size: Int)
  }

  /// A change and whether it is certain. One whose flush failed stays uncertain for ever: Linux
  /// counts its pages as written (https://www.usenix.org/conference/atc20/presentation/rebello).
  struct Pending {
    let change: Change
    var isCertain = false
    var isForgotten = false
  }

  struct File {
    var certain: [UInt8] = []
    var pending: [Pending] = []

    mutating func flush() {
      for index in pending.indices where !pending[index].isForgotten {
        pending[index].isCertain = true
      }
      // What comes after an uncertain change can't be merged: it may overwrite it.
      let count = pending.prefix { $0.isCertain }.count
      for index in 0..<count { pending[index].change.apply(to: &certain) }
      pending.removeFirst(count)
    }

    mutating func failFlush() {
      for index in pending.indices where !pending[index].isCertain {
        pending[index].isForgotten = true
      }
    }
  }

  /// A name was given to a file, or taken away.
  struct NameChange {
    let role: Int32
    let file: Int?
  }

  private(set) var files: [File] = []
  /// Which file has which name: as processes see it, and as it is for certain.
  private var names: [Int32: Int] = [:]
  private(set) var certainNames: [Int32: Int] = [:]
  private(set) var pendingNames: [NameChange] = []

  /// The role of the write-ahead log.
  static let log: Int32 = 2
  static let roles: [Int32: String] = [
    1: "ledger.sqlite", log: "ledger.sqlite-wal", 3: "ledger.sqlite-journal",
  ]

  /// A disk with these files for certain.
  init(_ contents: [String: [UInt8]] = [:]) {
    for (role, name) in Self.roles.sorted(by: { $0.key < $1.key }) {
      guard let bytes = contents[name] else { continue }
      names[role] = files.count
      files.append(File(certain: bytes))
    }
    certainNames = names
  }

  mutating func apply(_ operation: Operation) {
    let role = operation.role
    switch operation.kind {
    case .change(let change):
      let index = file(role)
      files[index].pending.append(Pending(change: change))
    case .flush(let withDirectory):
      let index = file(role)
      files[index].flush()
      if withDirectory { flushNames() }
    case .failedFlush:
      let index = file(role)
      files[index].failFlush()
    case .create: create(role)
    case .delete(let withDirectory):
      names[role] = nil
      pendingNames.append(NameChange(role: role, file: nil))
      if withDirectory { flushNames() }
    case .acknowledged, .refused: break
    }
  }

  private mutating func flushNames() {
    certainNames = names
    pendingNames = []
  }

  private mutating func create(_ role: Int32) {
    names[role] = files.count
    pendingNames.append(NameChange(role: role, file: files.count))
    files.append(File())
  }

  private mutating func file(_ role: Int32) -> Int {
    // The database itself is made by the library, not by the VFS.
    if names[role] == nil { create(role) }
    return names[role] ?? 0
  }
}

extension Disk.Change {
  func apply(to bytes: inout [UInt8]) {
    switch self {
    case .truncate(let size):
      if size <= bytes.count {
        bytes.removeLast(bytes.count - size)
      } else {
        bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
      }
    case .write(let offset, let new):
      let end = offset + new.count
      if bytes.count < end {
        bytes.append(contentsOf: repeatElement(0, count: end - bytes.count))
      }
      bytes.replaceSubrange(offset..<end, with: new)
    }
  }
}
