import Foundation

/// One program at a time works on a folder. The system frees the lock when its holder dies.
struct FolderLock {
  private let descriptor: Int32

  /// Waits for the lock.
  init(folder: String) throws {
    // Not inherited: the server would keep it for as long as it runs.
    descriptor = open("\(folder)/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
      throw ClusterError.unfitFolder(path: folder, why: String(cString: strerror(errno)))
    }
  }

  func release() { close(descriptor) }
}
