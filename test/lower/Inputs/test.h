struct mtx { int word; };
struct list { struct list *next; struct mtx lock; };
struct softc {
  struct mtx mtx;
  int flags, error;
  struct list *head;
};
enum rw { RW_READER, RW_WRITER };
#define BIT(n) (1 << (n))
#define LK_SPIN BIT(0)
#define LK_RECURSE ((int)(LK_SPIN << 2))
#define PDROP 0x400u
#define PCATCH (0x100)
#define NOWAIT 1
#define FATAL 3

void lock(struct mtx *), unlock(struct mtx *);
int try_lock(struct mtx *), held(struct mtx *);
void stop(const char *, ...);
int log(const char *, ...);
int work(void *);
int use(int, ...);
