import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A flag that one thread sets and another sees.
final class Flag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .acquiring) }
  func set() { value.store(true, ordering: .releasing) }
}

/// Holds whoever passes until it is opened.
final class Gate: Sendable {
  private let isOpen: Atomic<Bool>
  private let standing = Flag()

  init(isOpen: Bool = false) {
    self.isOpen = Atomic(isOpen)
  }

  func pass() {
    standing.set()
    while !isOpen.load(ordering: .acquiring) { Gate.nap() }
  }

  static func nap() { usleep(200) }

  func open() { isOpen.store(true, ordering: .releasing) }

  func untilSomeoneStandsThere() async {
    while !standing.isSet { await Task.yield() }
  }
}
