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
package struct Reply<Value: Sendable>: Sendable {
  /// Who gets the answer.
  enum Receiver: Sendable {
    /// A task that waits for it.
    case task(CheckedContinuation<Result<Value, SubmitError>, Never>)
    /// The thread that processes the job, which looks for it afterwards.
    case here(Answer<Value>)
  }

  private let receiver: Receiver

  init(continuation: CheckedContinuation<Result<Value, SubmitError>, Never>) {
    receiver = .task(continuation)
  }

  init(_ answer: Answer<Value>) {
    receiver = .here(answer)
  }

  package func resume(_ value: Value) {
    switch receiver {
    case .task(let continuation): continuation.resume(returning: .success(value))
    case .here(let answer): answer.set(value)
    }
  }

  func discard(_ error: SubmitError) {
    switch receiver {
    case .task(let continuation): continuation.resume(returning: .failure(error))
    // A job that is processed at once is never in line, so nobody takes it out.
    case .here: preconditionFailure("Discard only jobs that wait in line.")
    }
  }
}

/// The answer to a job that its own task's thread processes.
///
/// @unchecked Sendable: only that thread touches it, and only until the job is answered.
package final class Answer<Value: Sendable>: @unchecked Sendable {
  private var value: Value?

  package init() {}

  fileprivate func set(_ value: Value) {
    precondition(self.value == nil, "Answer each job once.")
    self.value = value
  }

  /// What was answered.
  package func take() -> Value {
    guard let value else { preconditionFailure("An attempt must answer its job, or decline it.") }
    return value
  }
}
