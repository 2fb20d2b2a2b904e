/*
 * Hands Tesseract the picture of a line as it is, in place of a PNG.
 *
 * Tesseract writes each line's picture into memory as PNG and at once reads it again, which is a
 * sixth of its time. Built with TESSERACT_IMAGEDATA_AS_PIX it would not; tesserocr's wheel is not.
 * Source: ImageData::SetPixInternal in src/ccstruct/imagedata.cpp of Tesseract 5.
 *
 * tools/setup.sh compiles this where it can; tesseract_inprocess.py beside it loads it before
 * tesserocr, so that libtesseract finds this pixWriteMem in place of Leptonica's. The plain
 * form ("spix") is Leptonica's own: it loses nothing, and pixReadMem knows it by its first bytes.
 * For every other caller and format Leptonica's own function is called.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

enum { PNG = 3 }; /* IFF_PNG of Leptonica's imageio.h */

typedef int write_as(unsigned char **data, size_t *size, void *picture, int format);
typedef int write_plain(unsigned char **data, size_t *size, void *picture);

int pixWriteMem(unsigned char **data, size_t *size, void *picture, int format)
{
    Dl_info caller;
    void *libraries; /* the caller's and those that it needs, Leptonica among them; not this one */
    write_as *leptonicas;
    write_plain *plain = NULL;

    if (!dladdr(__builtin_return_address(0), &caller)
        || !(libraries = dlopen(caller.dli_fname, RTLD_LAZY | RTLD_NOLOAD)))
        return 1; /* failed, as Leptonica says it */
    leptonicas = (write_as *)dlsym(libraries, "pixWriteMem");
    if (format == PNG && strstr(caller.dli_fname, "/libtesseract"))
        plain = (write_plain *)dlsym(libraries, "pixWriteMemSpix");
    dlclose(libraries);
    if (plain)
        return plain(data, size, picture);
    return leptonicas ? leptonicas(data, size, picture, format) : 1;
}
