#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Puts the thread to sleep for a moment, at random 0.2 to 2 ms, so that waiters do not march in
/// step.
enum Nap {
  static func short(atMost rest: Duration = .seconds(1)) {
    let wanted = Duration.microseconds(Int64.random(in: 200...2_000))
    let nap = min(wanted, max(rest, .zero)).components
    var time = timespec(
      tv_sec: time_t(nap.seconds), tv_nsec: Int(nap.attoseconds / 1_000_000_000))
    unsafe nanosleep(&time, nil)
  }
}
