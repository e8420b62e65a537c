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
/// costs a lone command more than an allocation does.
///
/// @unchecked Sendable: a continuation is sent by its own rules; without one, only the thread that
/// submits and processes the job touches the value, and only until the job is answered.
package final class Reply<Value: Sendable>: @unchecked Sendable {
  /// The task that waits; nil where the submitting thread looks for the answer afterwards.
  private let continuation: CheckedContinuation<Result<Value, SubmitError>, Never>?
  private var value: Value?

  /// The reply to a task that waits for it.
  init(continuation: CheckedContinuation<Result<Value, SubmitError>, Never>) {
    self.continuation = continuation
  }

  /// The reply to a job that its own task's thread processes.
  init() {
    continuation = nil
  }

  package func resume(_ value: Value) {
    if let continuation { return continuation.resume(returning: .success(value)) }
    precondition(self.value == nil, "Answer each job once.")
    self.value = value
  }

  func discard(_ error: SubmitError) {
    // A job that is processed at once is never in line, so nobody takes it out.
    guard let continuation else { preconditionFailure("Discard only jobs that wait in line.") }
    continuation.resume(returning: .failure(error))
  }

  /// What was answered to a job without a task that waits.
  func take() -> Value {
    guard let value else { preconditionFailure("An attempt must answer its job, or decline it.") }
    return value
  }
}
