// OpenZFS in user space as far as its tests need it, spelled as in lib/libspl/include
// (sys/mutex.h, kmem.h, taskq.h), over the names of illumos.h.
#include "illumos.h"
#define _LIBSPL_SYS_TYPES_H
#undef KM_SLEEP
#undef KM_NOSLEEP
#undef TQ_SLEEP
#undef TQ_NOSLEEP
#define KM_SLEEP 0x100
#define KM_NOSLEEP 0
#define TQ_SLEEP KM_SLEEP
#define TQ_NOSLEEP KM_NOSLEEP
