import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where a connection was opened: in which process, after how many forks.
///
/// A child that used its parent's handle would release the parent's locks and write rows that
/// vanish: https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_across_a_fork_
package struct ForkMark: Sendable {
  private static let forks = Atomic<Int>(0)

  /// Asks the C library, once a process, to count forks in the child.
  private static let isCounting: Bool = {
    pthread_atfork(nil, nil) { ForkMark.forks.add(1, ordering: .relaxed) } == 0
  }()

  private let forks: Int
  private let pid: pid_t

  package init() {
    _ = ForkMark.isCounting
    forks = ForkMark.forks.load(ordering: .relaxed)
    pid = getpid()
  }

  /// One load: for every statement.
  package var isHere: Bool { ForkMark.forks.load(ordering: .relaxed) == forks }

  /// One system call: for every transaction. Also sees a `clone` that runs no fork handlers.
  var isThisProcess: Bool { isHere && getpid() == pid }
}
