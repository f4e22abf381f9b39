#include "ingest/confine/serve.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <csignal>
#include <new>

#include "ingest/confine/channel.h"
#include "ingest/confine/form.h"
#include "ingest/confine/sandbox.h"

namespace stemma::ingest::confine {
namespace {

constexpr long worn_out_kib = 512L << 10;  // an allocator seldom gives back what one huge page has taken

std::uint64_t processor_nanoseconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(t.tv_nsec);
}

class Server {
 public:
  explicit Server(const Parse& parse) : parse_(parse) {
    run_programs_through([this](const auto& arguments, std::string_view input, const Confinement& limits) {
      return ask(arguments, input, limits);
    });
  }

  void run() {
    for (Frame frame; next(frame);) {
      const auto job = frame.what == What::job ? decode_job(frame.payload) : Result<Job>(tl::unexpected(Error{}));
      if (!job || !frame.passed || !read(*job, frame.passed)) return;
    }
  }

 private:
  bool next(Frame& frame) {
    while (!inbox_.next(frame))
      if (inbox_.broken() || !inbox_.receive(parser_socket)) return false;
    return true;
  }

  bool read(const Job& job, Descriptor& file) {
    const std::uint64_t before = processor_nanoseconds();
    void* mapped = job.size == 0 ? nullptr : mmap(nullptr, job.size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    file.reset();
    bool heard = true, exhausted = mapped == MAP_FAILED;
    const auto give = [&](Result<Document>&& d) {
      return heard = d ? send_frame(parser_socket, What::document, encode(*d)) : send_frame(parser_socket, What::error, encode(d.error()));
    };
    try {
      if (exhausted) throw std::bad_alloc();
      parse_({static_cast<const char*>(mapped), job.size}, job.path, job.limits, give);
    } catch (const std::bad_alloc&) {
      exhausted = true;
      give(fail(ErrorKind::over_limit, "not enough memory to read it", Error::nowhere, "split the file, or close other programs"));
    }
    if (mapped && mapped != MAP_FAILED) munmap(mapped, job.size);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const Spent spent{processor_nanoseconds() - before, exhausted || usage.ru_maxrss > worn_out_kib};
    return heard && send_frame(parser_socket, What::done, encode(spent));
  }

  Result<Ran> ask(const std::vector<std::string>& arguments, std::string_view input, const Confinement& limits) {
    Frame answer;
    if (send_frame(parser_socket, What::errand, encode(Errand{arguments, std::string(input), limits})) && next(answer) && answer.what == What::ran)
      if (auto ran = decode_ran(answer.payload)) return *std::move(ran);
    _exit(1);  // our owner is gone
  }

  const Parse& parse_;
  Inbox inbox_{~std::uint32_t{0}};
};

/// Has the kernel end us (SIGIO) as soon as the last writer of the pipe is gone: our owner died, or wants us dead. PR_SET_PDEATHSIG
/// would not do: it looks at the thread that started us, which may end long before its process.
bool die_with_owner() {
  std::signal(SIGIO, SIG_DFL);
  return fcntl(parser_life, F_SETOWN, getpid()) == 0 && fcntl(parser_life, F_SETFL, O_ASYNC | O_NONBLOCK) == 0;
}

}  // namespace

bool serve(const Parse& parse) {
  int type = 0;
  socklen_t size = sizeof type;
  if (getsockopt(parser_socket, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || !die_with_owner()) return false;
  char gone;
  if (::read(parser_life, &gone, 1) == 0) return false;  // it died before we could ask to be told
  const Gaps gaps = give_up_all(parser_socket);
  const char missing[] = {gaps.landlock, gaps.seccomp};
  if (send_frame(parser_socket, What::hello, {missing, sizeof missing})) Server(parse).run();
  return true;
}

}  // namespace stemma::ingest::confine
