/// Why a job never ran. Nothing was read or written.
package enum SubmitError: Error, Equatable {
  /// The task was cancelled while its job still waited.
  case cancelled
  /// The worker is closed.
  case closed
  /// As many jobs wait as the worker allows.
  case full
}

/// The other end of a submitted job: whoever processes the job answers exactly once.
///
/// A class, because a generic struct is copied by way of its type's metadata, and looking that up
/// costs a lone command more than an allocation does. For the same reason the value stays here, and
/// the task that waits is told only that it does.
///
/// @unchecked Sendable: whoever processes the job is the only one to touch it until it has answered;
/// the task that submitted it comes after that, woken by the continuation or being the same thread.
package final class Reply<Value: Sendable>: @unchecked Sendable {
  private var value: Value?
  /// The task that waits, and is told why its job will not run if it won't; nil where the
  /// submitting thread looks for the answer afterwards. Set before the job is placed.
  var continuation: CheckedContinuation<SubmitError?, Never>?

  init() {}

  package func resume(_ value: Value) {
    precondition(self.value == nil, "Answer each job once.")
    self.value = value
    continuation?.resume(returning: nil)
  }

  func discard(_ error: SubmitError) {
    // A job that is processed at once is never in line, so nobody takes it out.
    guard let continuation else { preconditionFailure("Discard only jobs that wait in line.") }
    continuation.resume(returning: error)
  }

  /// What was answered.
  func take() -> Value {
    guard let value else { preconditionFailure("An attempt must answer its job, or decline it.") }
    return value
  }
}
